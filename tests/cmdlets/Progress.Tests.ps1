BeforeAll {
    . $PSScriptRoot/CommonCmdlets.ps1

    # Runs a command in a runspace of its own and gives its progress records.
    function Get-TestProgress([scriptblock] $Script) {
        $powershell = [powershell]::Create()
        $null = $powershell.AddScript("param(`$module) Import-Module `$module; & {$Script}").AddArgument((Get-TestModulePath)).Invoke()
        $powershell.Streams.Progress
    }
}

Describe 'Progress' {
    It 'counts, at most a few times a second, and is gone at the end' {
        $progress = @(Get-TestProgress {
            $null = Connect-PartnerQualification -Sandbox -LatencyMilliseconds 250 -CustomerCount 40
            $null = @('bad') + 1..29 | ForEach-Object { $_ -is [int] ? ('c0000000-0000-4000-8000-{0:x12}' -f $_) : $_ } |
                Set-CustomerQualification -Qualification StateOwnedEntity -Confirm:$false -ThrottleLimit 4 -ErrorAction SilentlyContinue
        })

        $progress.Count | Should -BeGreaterThan 1
        $progress.Count | Should -BeLessOrEqual 8
        $progress[0].StatusDescription | Should -Match '^\d+ done, 1 failed, [\d.]+ per second'
        $progress[-1].RecordType | Should -Be Completed
    }

    It 'tells the time left where the number of customers is known' {
        $progress = @(Get-TestProgress {
            $null = Connect-PartnerQualification -Sandbox -LatencyMilliseconds 250 -CustomerCount 40
            $null = Get-CustomerQualification -All -ThrottleLimit 4
        })

        $progress[0].StatusDescription | Should -Match '^\d+ of 40 done'
        $progress[0].PercentComplete | Should -BeGreaterThan 0
        $progress[0].SecondsRemaining | Should -BeGreaterThan 0
    }

    It 'stays silent for what takes a moment' {
        $progress = @(Get-TestProgress {
            $null = Connect-PartnerQualification -Sandbox
            $null = Get-CustomerQualification -All
        })

        $progress.Count | Should -Be 0
    }

    It 'of waiting counts reviews and names the longest-waiting customer' {
        $progress = @(Get-TestProgress {
            $null = Connect-PartnerQualification -Sandbox -VettingSeconds 1
            $null = 1..2 | ForEach-Object { 'c0000000-0000-4000-8000-{0:x12}' -f $_ } | Set-CustomerQualification -Qualification Education -EducationSegment K12 -Confirm:$false -Wait -PollingInterval 0.4
        })

        $progress[0].StatusDescription | Should -Be '0 of 2 decided'
        $progress[0].CurrentOperation | Should -Match 'Waiting longest.*c0000000-0000-4000-8000-00000000000\d, Education'
        $progress[-1].RecordType | Should -Be Completed
    }
}
