# Many customers: in order, once each, in bounds, whatever happens on the way.

BeforeAll {
    . $PSScriptRoot/CommonCmdlets.ps1

    # One of this file's own, with more customers than the others need.
    $start = [System.Diagnostics.ProcessStartInfo]::new('dotnet', [string[]] ((Get-TestAssemblyPath PartnerQualification.Emulator), '--urls', 'http://127.0.0.1:0', '--customers', '1000'))
    $start.RedirectStandardOutput = $true
    $emulator = [System.Diagnostics.Process]::Start($start)
    $line = $emulator.StandardOutput.ReadLineAsync()
    if (-not $line.Wait(60000) -or $line.Result -notmatch 'http://\S+') { throw "The emulator did not start: $($line.Result)" }
    $shared = $env:PQ_EMULATOR
    $env:PQ_EMULATOR = $Matches[0]

    $request = @{ Qualification = 'StateOwnedEntity'; Confirm = $false }

    function Get-EffectivePost { (Get-TestEmulatorState).customers | Where-Object postsArrived -GT 0 }
}

AfterAll {
    $emulator.Kill()
    $env:PQ_EMULATOR = $shared
}

Describe 'Many customers' {
    It 'are set once each and in order with 128 at once' {
        $null = Connect-TestEmulator -Dials @{ latencyMs = 100 }
        $ids = Get-TestCustomerId (101..500) | Sort-Object { Get-Random }

        ($ids | Set-CustomerQualification @request -ThrottleLimit 128).CustomerId | Should -Be $ids
        $state = Get-TestEmulatorState
        $state.peakConcurrency | Should -BeGreaterThan 64
        $state.peakConcurrency | Should -BeLessOrEqual 128
        $state.customers.postsEffective | Should -Be (@(1) * 400)
    }

    It 'are read in order with 128 at once' {
        $null = Connect-TestEmulator -Dials @{ latencyMs = 20 }
        $ids = Get-TestCustomerId (101..700) | Sort-Object { Get-Random }

        ($ids | Get-CustomerQualification -IncludeUnqualified -ThrottleLimit 128).CustomerId | Should -Be $ids
        (Get-TestEmulatorState).peakConcurrency | Should -BeLessOrEqual 128
    }

    It 'are set once each where the service throttles, by <limit>' -ForEach @(
        @{ Limit = 'a bucket'; Dials = @{ rate = 100; burst = 30; window = 'bucket'; retryAfter = 'seconds' } }
        @{ Limit = 'a fixed window'; Dials = @{ rate = 60; burst = $null; window = 'fixed'; retryAfter = 'date' } }
        @{ Limit = 'a sliding window that does not say how long'; Dials = @{ rate = 60; burst = $null; window = 'sliding'; retryAfter = 'none' } }
    ) {
        $null = Connect-TestEmulator -Dials (@{ latencyMs = 20; windowSeconds = 1 } + $Dials)
        $ids = Get-TestCustomerId (101..220)

        ($ids | Set-CustomerQualification @request).CustomerId | Should -Be $ids
        $state = Get-TestEmulatorState
        $state.throttled | Should -BeGreaterThan 0
        $state.customers.postsEffective | Should -Be (@(1) * 120)
    }

    It 'are set once each where connections and answers break' {
        $faults = 'reset', 'resetAfterCommit', 'truncatedBody', 'status:503', 'html502', 'emptyBody', 'bom', 'wrongContentType', 'slowBody'
        $every = 7
        $null = Connect-TestEmulator -Dials @{ latencyMs = 5; faults = @($faults | ForEach-Object { @{ kind = $_; every = $every; times = 2 }; $every += 2 }) }
        Set-TestLookTimes
        $ids = Get-TestCustomerId (101..300)

        ($ids | Set-CustomerQualification @request).CustomerId | Should -Be $ids
        (Get-TestEmulatorState).customers.postsEffective | Should -Be (@(1) * 200)
    }

    It 'come out in order, good and bad' {
        $null = Connect-TestEmulator -Dials @{ latencyMs = 5 }
        $ids = foreach ($k in 101..300) {
            if ($k % 5 -eq 0) { "bad-$k" }
            elseif ($k % 7 -eq 0) { (New-Guid).ToString() }
            else { Get-TestCustomerId $k }
        }
        $isGood = { $_ -like 'c0000000-*' }
        $order = [System.Collections.Generic.List[string]]::new()

        # Redirected, errors and results share one stream, in the order in which they were written.
        $ids | Set-CustomerQualification @request -ErrorAction Continue 2>&1 |
            ForEach-Object { $order.Add($_ -is [System.Management.Automation.ErrorRecord] ? $_.TargetObject : $_.CustomerId) }

        $order | Should -Be $ids
        $posts = Get-EffectivePost | Where-Object postsEffective
        $posts.customerId | Should -Be ($ids | Where-Object $isGood)
        $posts.postsEffective | Should -Be (@(1) * $posts.Count)
    }
}

Describe 'A run that is stopped' {
    It 'after <_> requests leaves nothing that is neither shown nor kept' -ForEach 1, 16, 17, 40, 90, 150 {
        $session = Connect-TestEmulator -Dials @{ latencyMs = 60 }

        # So many that no machine is through with them before the stop.
        $ids = Get-TestCustomerId (101..4100)
        $powershell = [powershell]::Create()
        $null = $powershell.AddScript('param($module, $session, $ids, $request) Import-Module $module; $ids | Set-CustomerQualification @request -ThrottleLimit 16 -Session $session')
        foreach ($argument in (Get-TestModulePath), $session, $ids, $request) { $null = $powershell.AddArgument($argument) }
        $shown = [System.Management.Automation.PSDataCollection[psobject]]::new()
        $null = $powershell.BeginInvoke([System.Management.Automation.PSDataCollection[psobject]] $null, $shown)
        $null = Wait-TestEmulator "customers=$_"
        $powershell.Stop()
        $set = @((Wait-TestEmulator underWay=0).customers)

        $known = @($shown | ForEach-Object CustomerId)
        $known | Should -Be @($ids | Select-Object -First $known.Count)
        $known += @($session.Interrupted | ForEach-Object CustomerId)
        $session.Interrupted.Count | Should -BeLessOrEqual 16
        foreach ($customer in $set) { $customer.customerId | Should -BeIn $known }
        $set.Count | Should -BeLessThan 4000
        $set.postsArrived | Should -Be (@(1) * $set.Count)
    }
}

Describe 'A run that is killed' {
    It 'is repeated with -SkipExisting, and every customer is asked for once' {
        $null = Connect-TestEmulator -Dials @{ latencyMs = 50 }
        $script = Join-Path $TestDrive run.ps1
        Set-Content $script @'
param($Module, $Endpoint, $Output)
Import-Module $Module
$token = Invoke-RestMethod "${Endpoint}emulator/token?kind=user"
$null = Connect-PartnerQualification -AccessToken (ConvertTo-SecureString $token -AsPlainText -Force) -Endpoint $Endpoint
101..300 | ForEach-Object { 'c0000000-0000-4000-8000-{0:x12}' -f $_ } |
    Set-CustomerQualification -Qualification StateOwnedEntity -Confirm:$false -SkipExisting -ThrottleLimit 8 |
    ForEach-Object { "$($_.CustomerId) $($_.Skipped)" } | Set-Content $Output
'@
        $output = Join-Path $TestDrive done.txt
        $arguments = [string[]] ('-NoProfile', '-NonInteractive', '-File', $script, (Get-TestModulePath), "$(Get-TestEmulator)", $output)
        $run = [System.Diagnostics.Process]::Start([System.Diagnostics.ProcessStartInfo]::new((Get-Process -Id $PID).Path, $arguments))
        $null = Wait-TestEmulator customers=40
        # Nothing is answered any more, so all eight that may be under way at once are, and no ninth is on its way.
        Set-TestDials @{ latencyMs = 60000 }
        $null = Wait-TestEmulator underWay=8
        $run.Kill()
        $run.WaitForExit(10000) | Should -BeTrue
        $before = @((Wait-TestEmulator underWay=0).customers).Count
        Set-TestDials @{ latencyMs = 50 }

        $run = [System.Diagnostics.Process]::Start([System.Diagnostics.ProcessStartInfo]::new((Get-Process -Id $PID).Path, $arguments))
        $run.WaitForExit(60000) | Should -BeTrue

        $before | Should -BeGreaterOrEqual 40
        $before | Should -BeLessThan 200
        $posts = @(Get-EffectivePost)
        $posts.Count | Should -Be 200
        $posts.postsArrived | Should -Be (@(1) * 200)
        $posts.postsEffective | Should -Be (@(1) * 200)
        $lines = Get-Content $output
        $lines.Count | Should -Be 200
        @($lines -match 'True$').Count | Should -Be $before
    }
}

Describe 'Twenty thousand rows' {
    It 'need no more memory than a few' {
        $null = Connect-TestEmulator
        $said = Invoke-FreshPowerShell {
            $ErrorActionPreference = 'Stop'
            Import-Module $args[0]
            $token = Invoke-RestMethod "$($args[1])emulator/token?kind=user"
            $session = Connect-PartnerQualification -AccessToken (ConvertTo-SecureString $token -AsPlainText -Force) -Endpoint $args[1]
            # In a runspace without a host, so that twenty thousand lines of -WhatIf are not shown.
            $powershell = [powershell]::Create()
            $null = $powershell.AddScript({
                param($module, $session)
                Import-Module $module
                # What is alive, and not what a collector had no reason to collect yet.
                function Get-Size { [gc]::GetTotalMemory($true) / 1MB }
                function id($from, $to) { $from..$to | ForEach-Object { 'c0000000-0000-4000-8000-{0:x12}' -f $_ } }
                filter measured {
                    if (++$script:rows % 2500 -eq 0) { $sizes.Add((Get-Size)) }
                    $_
                }
                $sizes = [System.Collections.Generic.List[double]]::new()
                $null = id 101 110 | Get-CustomerQualification -Session $session
                $idle = Get-Size
                # This runspace would keep each verdict itself.
                id 1 20000 | measured | Set-CustomerQualification -Qualification StateOwnedEntity -WhatIf -Session $session -InformationAction Ignore
                $read = 0
                1..25 | ForEach-Object { id 101 900 } | measured | Get-CustomerQualification -IncludeUnqualified -Session $session | ForEach-Object { $read++ }
                "$read read, measured $($sizes.Count) times, $([math]::Ceiling(($sizes | Measure-Object -Maximum).Maximum - $idle)) MB"
            }).AddArgument($args[0]).AddArgument($session)
            $powershell.Invoke()
            $powershell.Streams.Error
        } (Get-TestModulePath), "$(Get-TestEmulator)"

        "$said" | Should -Match '^20000 read, measured 16 times, \d+ MB$'
        # Twenty thousand results that are kept are five.
        [int] ("$said" -replace '^.*, (\d+) MB$', '$1') | Should -BeLessThan 3
    }
}
