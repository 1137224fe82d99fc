BeforeAll {
    . $PSScriptRoot/CommonCmdlets.ps1

    # Runs a script in a runspace of its own, stops it as soon as it is under way, and tells how long stopping took.
    function Stop-UnderWay([scriptblock] $Script, [object[]] $Arguments, [scriptblock] $UnderWay) {
        $powershell = [powershell]::Create()
        $null = $powershell.AddScript("param(`$module) Import-Module `$module`n`$rest = `$args`n& {$Script} @rest").AddArgument((Get-TestModulePath))
        foreach ($argument in $Arguments) { $null = $powershell.AddArgument($argument) }
        $running = $powershell.BeginInvoke()
        Wait-TestCondition { $running.IsCompleted -or (& $UnderWay) }
        Measure-Command { $powershell.Stop() }
    }

    # No answer comes while a test looks on, so what returns has not waited for one.
    $unanswered = @{ latencyMs = 60000 }
    $sent = { (Get-TestEmulatorState).customers.Count -ge 4 }

    $set = {
        param($session, $ids)
        $ids | Set-CustomerQualification -Qualification StateOwnedEntity -Confirm:$false -ThrottleLimit 4 -Session $session
    }
}

Describe 'An interrupted Set-CustomerQualification' {
    BeforeEach {
        $session = Connect-TestEmulator -Dials $unanswered
        $ids = Get-TestCustomerId (1..22)
    }

    AfterAll {
        $null = Connect-TestEmulator
    }

    It 'returns at once when it is stopped' {
        (Stop-UnderWay $set $session, $ids $sent).TotalSeconds | Should -BeLessThan 10
    }

    It 'sends nothing more after a stop' {
        $null = Stop-UnderWay $set $session, $ids $sent

        (Get-TestEmulatorState).customers.Count | Should -Be 4
    }

    It 'keeps what had left unanswered in the session' {
        $null = Stop-UnderWay $set $session, $ids $sent

        $session.Interrupted.Count | Should -Be 4
        $session.Interrupted[0].Qualification | Should -Be StateOwnedEntity
        $session.Interrupted[0].CustomerId | Should -BeIn $ids
        $session.Interrupted[0].RequestId | Should -Not -Be ([guid]::Empty)
    }

    It 'keeps what had left with Select-Object -First' {
        Set-TestDials @{ latencyMs = 300 }
        $shown = $ids | Set-CustomerQualification -Qualification StateOwnedEntity -Confirm:$false -ThrottleLimit 4 -ErrorAction SilentlyContinue -WarningAction SilentlyContinue 6>$null | Select-Object -First 1

        $shown.CustomerId | Should -Be $ids[0]
        $session.Interrupted.Count | Should -BeLessOrEqual 4
        $known = @($ids[0]) + $session.Interrupted.CustomerId
        Set-TestDials @{ latencyMs = 0 }
        foreach ($customer in (Get-CustomerQualification $ids).CustomerId) { $customer | Should -BeIn $known }
    }

    It 'keeps what had left when something downstream throws' {
        Set-TestDials @{ latencyMs = 300 }
        { $ids | Set-CustomerQualification -Qualification StateOwnedEntity -Confirm:$false -ThrottleLimit 4 -ErrorAction SilentlyContinue | ForEach-Object { throw 'no more' } } | Should -Throw 'no more'
        $known = @($ids[0]) + $session.Interrupted.CustomerId
        Set-TestDials @{ latencyMs = 0 }

        foreach ($customer in (Get-CustomerQualification $ids).CustomerId) { $customer | Should -BeIn $known }
    }

    It 'keeps what had left when something upstream throws' {
        { & { $ids[0..1]; throw 'no more' } | Set-CustomerQualification -Qualification StateOwnedEntity -Confirm:$false -ThrottleLimit 4 } | Should -Throw 'no more'

        $session.Interrupted.CustomerId | Should -Be $ids[0..1]
    }

    It 'keeps what had left when an error stops it' {
        Set-TestDials @{ latencyMs = 300 }
        { $ids[0], 'bad', $ids[1] | Set-CustomerQualification -Qualification StateOwnedEntity -Confirm:$false -ErrorAction Stop } | Should -Throw -ErrorId 'CustomerIdInvalid,*'

        @($session.Interrupted).Count | Should -Be 1
        $session.Interrupted[0].CustomerId | Should -Be $ids[1]
    }

    It 'reports each unanswered request as OutcomeUnknown where the pipeline still takes errors' {
        $session = Connect-TestEmulator -Dials @{ latencyMs = 500; faults = @(@{ kind = 'hang'; every = 2 }) }
        & { $ids[0]; Start-Sleep -Milliseconds 200; $ids[1] } |
            Set-CustomerQualification -Qualification StateOwnedEntity -Confirm:$false -ThrottleLimit 2 -ErrorAction Continue 2> TestDrive:/errors.txt | Select-Object -First 1 | Out-Null

        $session.Interrupted.CustomerId | Should -Be $ids[1]
        $session.Interrupted.Answered | Should -BeFalse
        Get-Content TestDrive:/errors.txt -Raw | Should -Match $session.Interrupted.RequestId
        Get-ErrorId $Error[0] | Should -Be OutcomeUnknown
    }

    It 'keeps what -Wait still followed' {
        $session = Connect-TestEmulator -Dials @{ vettingSeconds = 600 }
        $null = Stop-UnderWay {
            param($session, $ids)
            $ids | Set-CustomerQualification -Qualification Education -EducationSegment K12 -Confirm:$false -Wait -PollingInterval 0.2 -Session $session
        } $session, $ids[0..2] { (Get-TestEmulatorState).requests -ge 6 }

        $session.Interrupted.CustomerId | Sort-Object | Should -Be $ids[0..2]
        $session.Interrupted.Answered | Should -Be $true, $true, $true
    }

    It 'says so to the host' {
        $said = Invoke-FreshPowerShell {
            Import-Module $args[0]
            $null = Connect-PartnerQualification -Sandbox -LatencyMilliseconds 200
            1..9 | ForEach-Object { "c0000000-0000-4000-8000-00000000000$_" } | Set-CustomerQualification -Qualification StateOwnedEntity -Confirm:$false -ErrorAction SilentlyContinue | Select-Object -First 1 | Out-Null
        } (Get-TestModulePath)

        "$said" | Should -Match '\d+ requests had left when the command was stopped'
    }

    It 'shows them with Get-PartnerQualificationContext' {
        $null = Stop-UnderWay $set $session, $ids $sent

        (Get-PartnerQualificationContext | Get-TestDisplay) -match 'Interrupted' | Should -Match '\d+ requests'
        ($session.Interrupted | Get-TestDisplay | Measure-Object Length -Maximum).Maximum | Should -BeLessOrEqual 100
    }

    It 'keeps nothing after a run that ends by itself' {
        Set-TestDials @{ latencyMs = 0 }
        $null = $ids[0..3] | Set-CustomerQualification -Qualification StateOwnedEntity -Confirm:$false

        $session.Interrupted.Count | Should -Be 0
    }

    It 'can be repeated with -SkipExisting, so that every customer is asked for once' {
        $null = Stop-UnderWay $set $session, $ids $sent
        Set-TestDials @{ latencyMs = 0 }
        $repeated = $ids | Set-CustomerQualification -Qualification StateOwnedEntity -Confirm:$false -SkipExisting

        $repeated.CustomerId | Should -Be $ids
        ($repeated | Where-Object Skipped).CustomerId | Should -Be $ids[0..3]
        (Get-TestEmulatorState).customers.postsEffective | Should -Be (@(1) * 22)
    }
}

Describe 'An interrupted Get-CustomerQualification' {
    It 'returns at once when it is stopped' {
        $session = Connect-TestEmulator -Dials $unanswered
        $script = { param($session) Get-CustomerQualification -All -Session $session }

        (Stop-UnderWay $script @(, $session) { (Get-TestEmulatorState).requests -gt 0 }).TotalSeconds | Should -BeLessThan 10
    }

    It 'ends with Select-Object -First without waiting for the rest' {
        # All 500 would take a hundred seconds.
        $null = Connect-PartnerQualification -Sandbox -CustomerCount 500 -LatencyMilliseconds 400
        $time = Measure-Command { Get-CustomerQualification -All -IncludeUnqualified -ThrottleLimit 2 | Select-Object -First 1 }

        $time.TotalSeconds | Should -BeLessThan 20
    }
}
