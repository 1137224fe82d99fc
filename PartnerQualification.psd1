@{
    RootModule             = if ($PSEdition -eq 'Core') { 'net8.0/PartnerQualification.PowerShell.dll' } else { 'net472/PartnerQualification.PowerShell.dll' }
    RequiredAssemblies     = if ($PSEdition -eq 'Core') { @('net8.0/PartnerQualification.dll') } else { @('net472/PartnerQualification.dll') }
    ModuleVersion          = '0.1.0'
    GUID                   = '6b1d7f3e-52a4-4c0b-9d39-8f0c8f4b8f11'
    Author                 = 'PartnerQualification contributors'
    CompanyName            = 'PartnerQualification contributors'
    Copyright              = '(c) PartnerQualification contributors. MIT License.'
    Description            = 'Sets, reads and follows the qualifications of CSP customers (Education, Government Community Cloud, State-owned entity) through Partner Center, one customer or thousands, at a prompt or unattended.'
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
            Tags         = @('PartnerCenter', 'CSP', 'Microsoft', 'Partner', 'Qualification', 'Education', 'GCC', 'StateOwnedEntity', 'PSEdition_Core', 'PSEdition_Desktop', 'Windows', 'Linux', 'MacOS')
            LicenseUri   = 'https://github.com/partnerqualification/PartnerQualification/blob/main/LICENSE'
            ProjectUri   = 'https://github.com/partnerqualification/PartnerQualification'
            ReleaseNotes = 'https://github.com/partnerqualification/PartnerQualification/blob/main/CHANGELOG.md'
        }
    }
}
