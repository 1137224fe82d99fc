# What completes is tested in Hosted/CompletionTests.cs. Here is what shows in a whole PowerShell only, which completes file names where nothing else does.

BeforeAll {
    . $PSScriptRoot/CommonCmdlets.ps1
}

Describe 'Completion' {
    It '<Parameter> offers no files where there is nothing to offer' -ForEach @(
        @{ Parameter = 'Set-CustomerQualification -ValidationCode' }
        @{ Parameter = 'Set-CustomerQualification -CustomerId' }
        @{ Parameter = 'Get-CustomerQualification -CustomerId' }
        @{ Parameter = 'Wait-CustomerQualification -CustomerId' }
        @{ Parameter = 'Find-PartnerCustomer -Name' }
        @{ Parameter = 'Find-PartnerCustomer -Domain' }
    ) {
        try { Disconnect-PartnerQualification } catch { $null = $_ }
        Push-Location $PSScriptRoot
        try { $offered = (TabExpansion2 "$Parameter " ($Parameter.Length + 1)).CompletionMatches }
        finally { Pop-Location }

        $offered | Should -BeNullOrEmpty
    }
}
