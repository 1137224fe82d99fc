# What only a whole PowerShell can show of interruptions: Select-Object -First. The others are in Hosted/InterruptionTests.cs.

BeforeAll {
    . $PSScriptRoot/CommonCmdlets.ps1

    # No answer comes during a test, so a command that returns has not waited for one.
    $unanswered = @{ latencyMs = 60000 }
}

Describe 'An interrupted Set-CustomerQualification' -Tag WindowsPowerShell {
    BeforeEach {
        $session = Connect-TestEmulator -Dials $unanswered
        $ids = Get-TestCustomerId (1..22)
    }

    AfterAll {
        $null = Connect-TestEmulator
    }

    It 'keeps what had left with Select-Object -First' {
        Set-TestDials @{ latencyMs = 300 }
        $shown = $ids | Set-CustomerQualification -Qualification StateOwnedEntity -Confirm:$false -ThrottleLimit 4 -ErrorAction SilentlyContinue -WarningAction SilentlyContinue 6>$null | Select-Object -First 1

        $shown.CustomerId | Should -Be $ids[0]
        $session.Interrupted.Count | Should -BeLessOrEqual 4
        ($session.Interrupted | Where-Object CustomerId -EQ $ids[0]).HandedOn | Should -BeTrue
        $known = @($ids[0]) + $session.Interrupted.CustomerId
        Set-TestDials @{ latencyMs = 0 }
        foreach ($customer in (Get-CustomerQualification $ids).CustomerId) { $customer | Should -BeIn $known }
    }

    It 'reports each unanswered request as OutcomeUnknown where the pipeline still takes errors' -Tag PowerShell7 {
        $session = Connect-TestEmulator -Dials @{ latencyMs = 500; faults = @(@{ kind = 'hang'; every = 2 }) }
        & { $ids[0]; $null = Wait-TestEmulator customers=1; $ids[1] } |
            Set-CustomerQualification -Qualification StateOwnedEntity -Confirm:$false -ThrottleLimit 2 -ErrorAction Continue 2> TestDrive:/errors.txt | Select-Object -First 1 | Out-Null

        $unanswered = $session.Interrupted | Where-Object Answered -EQ $false
        $unanswered.CustomerId | Should -Be $ids[1]
        Get-Content TestDrive:/errors.txt -Raw | Should -Match $unanswered.RequestId
        Get-ErrorId $Error[0] | Should -Be OutcomeUnknown
    }
}

Describe 'An interrupted Get-CustomerQualification' -Tag WindowsPowerShell {
    It 'ends with Select-Object -First without waiting for the rest' {
        # All 500 would take a hundred seconds.
        $null = Connect-PartnerQualification -Sandbox -CustomerCount 500 -LatencyMilliseconds 400
        $time = Measure-Command { Get-CustomerQualification -All -IncludeUnqualified -ThrottleLimit 2 | Select-Object -First 1 }

        $time.TotalSeconds | Should -BeLessThan 20
    }
}
