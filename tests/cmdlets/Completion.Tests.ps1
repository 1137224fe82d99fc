# What completes is tested in Hosted/CompletionTests.cs. Here is what shows in a whole PowerShell only, which completes file names where nothing else does.

BeforeAll {
    . $PSScriptRoot/CommonCmdlets.ps1
}

Describe 'Completion' {
    It 'offers files where a file is meant, and nowhere else' {
        Push-Location $PSScriptRoot
        try {
            $offering = foreach ($command in Get-Command -Module PartnerQualification) {
                foreach ($parameter in $command.Parameters.Values) {
                    # After a switch comes another argument, and after one that no parameter takes PowerShell itself offers files.
                    if ($parameter.SwitchParameter -or $parameter.Name -in [System.Management.Automation.Cmdlet]::CommonParameters) { continue }
                    foreach ($typed in '', 'C', "'C") {
                        $line = "$($command.Name) -$($parameter.Name) $typed"
                        if ((TabExpansion2 $line $line.Length).CompletionMatches | Where-Object ResultType -Like 'Provider*') { "$($command.Name) -$($parameter.Name)" }
                    }
                }
            }
        }
        finally { Pop-Location }

        $offering | Select-Object -Unique | Should -Be @(
            'Connect-PartnerQualification -CertificatePath'
            'Path', 'DataPath', 'ActionPlanPath', 'SummaryPath', 'Since' | ForEach-Object { "Export-CustomerQualificationReport -$_" }
            'Get-CustomerQualificationHistory -JournalPath'
            'Set-CustomerQualification -JournalPath'
        )
    }

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
