@{
    RootModule             = if ($PSEdition -eq 'Core') { 'net8.0/PartnerQualification.PowerShell.dll' } else { 'net472/PartnerQualification.PowerShell.dll' }
    RequiredAssemblies     = if ($PSEdition -eq 'Core') { @('net8.0/PartnerQualification.dll') } else { @('net472/PartnerQualification.dll') }
    ModuleVersion          = '0.1.0'
    GUID                   = '6b1d7f3e-52a4-4c0b-9d39-8f0c8f4b8f11'
    Author                 = 'PartnerQualification contributors'
    CompanyName            = 'PartnerQualification contributors'
    Copyright              = '(c) PartnerQualification contributors. MIT License.'
    Description            = 'Finds, tests, sets, reads and follows the qualifications of the customers of a Microsoft CSP partner (Education, Government Community Cloud, State-owned entity) through Partner Center: one customer or thousands, at a prompt or unattended. What cannot be taken back is sent once, and every row ends as done, refused or unknown. Try it without an account: Connect-PartnerQualification -Sandbox opens a Partner Center in memory. Loads beside Az, Microsoft.Graph, PnP.PowerShell and the retired PartnerCenter. Not by Microsoft.'
    PowerShellVersion      = '5.1'
    DotNetFrameworkVersion = '4.7.2'
    CompatiblePSEditions   = @('Core', 'Desktop')
    RequiredModules        = @()
    FormatsToProcess       = @('PartnerQualification.format.ps1xml')
    TypesToProcess         = @('PartnerQualification.types.ps1xml')
    FunctionsToExport      = @()
    CmdletsToExport        = @(
        'Connect-PartnerQualification'
        'Disconnect-PartnerQualification'
        'Export-CustomerQualificationReport'
        'Find-PartnerCustomer'
        'Get-CustomerQualification'
        'Get-CustomerQualificationHistory'
        'Get-PartnerQualificationContext'
        'Get-PartnerValidationCode'
        'Set-CustomerQualification'
        'Test-CustomerQualification'
        'Wait-CustomerQualification'
    )
    VariablesToExport      = @()
    AliasesToExport        = @()
    PrivateData            = @{
        PSData = @{
            Tags         = @('PartnerCenter', 'Partner', 'CSP', 'CloudSolutionProvider', 'Microsoft', 'Microsoft365', 'Qualification', 'Education', 'Academic', 'Government', 'GCC', 'StateOwnedEntity', 'PSEdition_Core', 'PSEdition_Desktop', 'Windows', 'Linux', 'MacOS')
            LicenseUri   = 'https://github.com/partnerqualification/PartnerQualification/blob/main/LICENSE'
            ProjectUri   = 'https://github.com/partnerqualification/PartnerQualification'
            IconUri      = 'https://raw.githubusercontent.com/partnerqualification/PartnerQualification/main/docs/images/icon.png'
            ReleaseNotes = 'The first release: eleven cmdlets that find customers, test what a request would meet, set, read and follow qualifications, tell who requested them, and write a weekly report. With a sandbox in which everything can be rehearsed, a journal for runs that may be killed, and a C# client. In full: https://github.com/partnerqualification/PartnerQualification/blob/main/CHANGELOG.md'
        }
    }
}
