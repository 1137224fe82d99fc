BeforeAll {
    . $PSScriptRoot/CommonCmdlets.ps1

    # Runs a script in a runspace of its own, stops it after a while, and tells how long stopping took.
    function Stop-AfterAWhile([scriptblock] $Script, [object[]] $Arguments, [int] $Milliseconds = 900) {
        $powershell = [powershell]::Create()
        $null = $powershell.AddScript("param(`$module) Import-Module `$module`n`$rest = `$args`n& {$Script} @rest").AddArgument((Get-TestModulePath))
        foreach ($argument in $Arguments) { $null = $powershell.AddArgument($argument) }
        $null = $powershell.BeginInvoke()
        Start-Sleep -Milliseconds $Milliseconds
        Measure-Command { $powershell.Stop() }
    }

    $set = {
        param($session, $ids)
        $ids | Set-CustomerQualification -Qualification StateOwnedEntity -Confirm:$false -ThrottleLimit 4 -Session $session
    }
}

Describe 'An interrupted Set-CustomerQualification' {
    BeforeEach {
        $session = Connect-TestEmulator -Dials @{ latencyMs = 300 }
        $ids = Get-TestCustomerId (1..22)
    }

    AfterAll {
        $null = Connect-TestEmulator
    }

    It 'returns within half a second when it is stopped' {
        (Stop-AfterAWhile $set $session, $ids).TotalMilliseconds | Should -BeLessThan 500
    }

    It 'sends nothing more after a stop' {
        $null = Stop-AfterAWhile $set $session, $ids
        $before = (Get-TestEmulatorState).customers.Count
        Start-Sleep -Milliseconds 900

        (Get-TestEmulatorState).customers.Count | Should -Be $before
    }

    It 'keeps what had left unanswered in the session' {
        $null = Stop-AfterAWhile $set $session, $ids

        $session.Interrupted.Count | Should -BeGreaterThan 0
        $session.Interrupted.Count | Should -BeLessOrEqual 4
        $session.Interrupted[0].Qualification | Should -Be StateOwnedEntity
        $session.Interrupted[0].CustomerId | Should -BeIn $ids
        $session.Interrupted[0].RequestId | Should -Not -Be ([guid]::Empty)
    }

    It 'keeps what had left with Select-Object -First' {
        $watch = [System.Diagnostics.Stopwatch]::StartNew()
        $shown = $ids | Set-CustomerQualification -Qualification StateOwnedEntity -Confirm:$false -ThrottleLimit 4 -ErrorAction SilentlyContinue -WarningAction SilentlyContinue 6>$null | Select-Object -First 1

        $shown.CustomerId | Should -Be $ids[0]
        $watch.ElapsedMilliseconds | Should -BeLessThan 1000
        $session.Interrupted.Count | Should -BeLessOrEqual 4
        $known = @($ids[0]) + $session.Interrupted.CustomerId
        Start-Sleep -Milliseconds 400
        foreach ($customer in (Get-CustomerQualification $ids).CustomerId) { $customer | Should -BeIn $known }
    }

    It 'keeps what had left when something downstream throws' {
        { $ids | Set-CustomerQualification -Qualification StateOwnedEntity -Confirm:$false -ThrottleLimit 4 -ErrorAction SilentlyContinue | ForEach-Object { throw 'no more' } } | Should -Throw 'no more'
        $known = @($ids[0]) + $session.Interrupted.CustomerId
        Start-Sleep -Milliseconds 400

        foreach ($customer in (Get-CustomerQualification $ids).CustomerId) { $customer | Should -BeIn $known }
    }

    It 'keeps what had left when something upstream throws' {
        { & { $ids[0..1]; throw 'no more' } | Set-CustomerQualification -Qualification StateOwnedEntity -Confirm:$false -ThrottleLimit 4 } | Should -Throw 'no more'

        $session.Interrupted.CustomerId | Should -Be $ids[0..1]
    }

    It 'keeps what had left when an error stops it' {
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
        $null = Stop-AfterAWhile {
            param($session, $ids)
            $ids | Set-CustomerQualification -Qualification Education -EducationSegment K12 -Confirm:$false -Wait -Session $session
        } $session, $ids[0..2]

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
        $null = Stop-AfterAWhile $set $session, $ids

        (Get-PartnerQualificationContext | Get-TestDisplay) -match 'Interrupted' | Should -Match '\d+ requests'
        ($session.Interrupted | Get-TestDisplay | Measure-Object Length -Maximum).Maximum | Should -BeLessOrEqual 100
    }

    It 'keeps nothing after a run that ends by itself' {
        $null = $ids[0..3] | Set-CustomerQualification -Qualification StateOwnedEntity -Confirm:$false

        $session.Interrupted.Count | Should -Be 0
    }

    It 'can be repeated with -SkipExisting, so that every customer is asked for once' {
        $null = Stop-AfterAWhile $set $session, $ids
        Start-Sleep -Milliseconds 400
        $repeated = $ids | Set-CustomerQualification -Qualification StateOwnedEntity -Confirm:$false -SkipExisting

        $repeated.CustomerId | Should -Be $ids
        ($repeated | Where-Object Skipped).Count | Should -BeGreaterThan 0
        (Get-TestEmulatorState).customers.postsEffective | Should -Be (@(1) * 22)
    }
}

Describe 'An interrupted Get-CustomerQualification' {
    It 'returns within half a second when it is stopped' {
        $session = Connect-PartnerQualification -Sandbox -LatencyMilliseconds 5000
        $script = { param($session) Get-CustomerQualification -All -Session $session }

        (Stop-AfterAWhile $script @(, $session)).TotalMilliseconds | Should -BeLessThan 500
    }

    It 'ends with Select-Object -First without waiting for the rest' {
        $null = Connect-PartnerQualification -Sandbox -CustomerCount 500 -LatencyMilliseconds 50
        $time = Measure-Command { Get-CustomerQualification -All -IncludeUnqualified -ThrottleLimit 2 | Select-Object -First 1 }

        $time.TotalMilliseconds | Should -BeLessThan 1000
    }
}
