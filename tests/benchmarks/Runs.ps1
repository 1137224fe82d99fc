# Dot-sourced by Run-Benchmarks.ps1: programs that are run and measured, each against an emulator of its own, and tables of what came out.

function Get-Program([string] $Project) {
    & dotnet build (Join-Path $root $Project) -c Release -v quiet -nologo | Out-Null
    if ($LASTEXITCODE -ne 0) { throw "$Project does not build." }
    (Get-Item (Join-Path $root "$Project/bin/Release/*/PartnerQualification.*.dll") | Where-Object BaseName -Match 'Emulator$|Benchmarks$').FullName
}

function Start-Emulator([int] $Customers) {
    $start = [System.Diagnostics.ProcessStartInfo]::new('dotnet', [string[]] ($emulatorProgram, '--urls', 'http://127.0.0.1:0', '--customers', $Customers))
    $start.RedirectStandardOutput = $true
    $process = [System.Diagnostics.Process]::Start($start)
    $line = $process.StandardOutput.ReadLineAsync()
    if (-not $line.Wait(60000) -or $line.Result -notmatch 'http://\S+') { $process.Kill(); throw "The emulator did not start: $($line.Result)" }
    @{ Process = $process; Address = [uri] $Matches[0] }
}

function Set-Dial([hashtable] $Emulator, [System.Collections.IDictionary] $Dials) {
    $null = Invoke-RestMethod "$($Emulator.Address)emulator/dials" -Method Put -Body (ConvertTo-Json $Dials) -ContentType application/json
}

# A program that does so much. "With" are parameters of the contender's script; the bare client knows WarmReads and RestSeconds.
function Get-Contender([string] $Script, [string] $Operation, [int] $Count, [hashtable] $With = @{}) {
    @{ Script = $Script; Operation = $Operation; Count = $Count; With = $With }
}

function Get-StartInfo([hashtable] $Contender, [hashtable] $Emulator) {
    $with = $Contender.With
    if ($Contender.Script -eq 'Bare') {
        $arguments = @($bare, 'bare', '--endpoint', "$($Emulator.Address)", '--count', "$($Contender.Count)")
        if ($Contender.Operation -eq 'Set') { $arguments += '--set' }
        if ($with['WarmReads']) { $arguments += '--warm', "$($with.WarmReads)" }
        if ($with['RestSeconds']) { $arguments += '--rest', "$($with.RestSeconds)" }
        $start = [System.Diagnostics.ProcessStartInfo]::new('dotnet', [string[]] $arguments)
    }
    else {
        $arguments = '-NoProfile', '-NonInteractive', '-File', (Join-Path $PSScriptRoot "contenders/$($Contender.Script).ps1"), '-Endpoint', "$($Emulator.Address)", '-Operation', $Contender.Operation, '-Count', "$($Contender.Count)"
        $start = [System.Diagnostics.ProcessStartInfo]::new($pwsh, [string[]] ($arguments + @($with.Keys | ForEach-Object { "-$_"; if ($with[$_] -isnot [bool]) { "$($with[$_])" } })))
    }
    $start.RedirectStandardOutput = $true
    $start.Environment['EMULATOR_TOKEN'] = Invoke-RestMethod "$($Emulator.Address)emulator/token?kind=user"
    $start
}

function Start-Run([hashtable] $Run, [hashtable] $Emulator) {
    Set-Dial $Emulator $noLimit
    Set-Dial $Emulator $Run.Dials
    $null = Invoke-RestMethod "$($Emulator.Address)emulator/reset" -Method Post
    $process = [System.Diagnostics.Process]::Start((Get-StartInfo $Run.Contender $Emulator))
    @{
        Run      = $Run
        Emulator = $Emulator
        Process  = $process
        Line     = $process.StandardOutput.ReadLineAsync()
        Started  = $false
        Said     = ''
        Watch    = [System.Diagnostics.Stopwatch]::StartNew()
        # What is still to happen meanwhile: so many seconds after the contender has begun to work.
        Changes  = [System.Collections.Generic.Queue[int]] [int[]] @($Run.Meanwhile.Keys | Sort-Object)
    }
}

# Looks after a run that is under way; gives what was measured when it has ended or takes too long.
function Step-Run([hashtable] $UnderWay) {
    $run = $UnderWay.Run
    if ($UnderWay.Started -and $UnderWay.Changes.Count -and $UnderWay.Watch.Elapsed.TotalSeconds -ge $UnderWay.Changes.Peek()) { Set-Dial $UnderWay.Emulator $run.Meanwhile[$UnderWay.Changes.Dequeue()] }
    $isTooLong = $run.MostSeconds -and $UnderWay.Watch.Elapsed.TotalSeconds -gt $run.MostSeconds
    if (-not $UnderWay.Line.IsCompleted -and -not $isTooLong) { return }

    if ($isTooLong) {
        $measured = @{ wall = $UnderWay.Watch.Elapsed.TotalSeconds; cpu = $UnderWay.Process.TotalProcessorTime.TotalSeconds; done = 0 }
        $UnderWay.Process.Kill()
        $UnderWay.Process.WaitForExit()
    }
    elseif ($null -ne ($line = $UnderWay.Line.Result)) {
        if ($line -ne 'started') { $UnderWay.Said = $line }
        else {
            $UnderWay.Started = $true
            $UnderWay.Watch.Restart()
        }
        $UnderWay.Line = $UnderWay.Process.StandardOutput.ReadLineAsync()
        return
    }
    else {
        $UnderWay.Process.WaitForExit()
        if ($UnderWay.Process.ExitCode -ne 0) { throw "$($run.Name) ended with exit code $($UnderWay.Process.ExitCode)." }
        $measured = $UnderWay.Said | ConvertFrom-Json -AsHashtable
        $measured.done = 1
    }

    $state = Invoke-RestMethod "$($UnderWay.Emulator.Address)emulator/state"
    $posts = @($state.customers | Where-Object postsArrived -GT 0)
    $measured.requests = $state.requests
    $measured.refused = $state.requests ? 100 * $state.throttled / $state.requests : 0
    $measured.once = @($posts | Where-Object postsEffective -EQ 1).Count
    $measured.twice = @($posts | Where-Object postsEffective -GT 1).Count
    $measured
}

# Works through the runs in their order, side by side in so many places. What was given up once is not run again.
function Invoke-Run([hashtable[]] $Runs, [int] $Places) {
    $customers = 200 + ($Runs | ForEach-Object { [math]::Max($_.Contender.Count, $_.Contender.With['WarmReads'] ?? 0) } | Measure-Object -Maximum).Maximum
    $waiting = [System.Collections.Generic.List[hashtable]] $Runs
    $emulators = [System.Collections.Generic.List[hashtable]]::new()
    $underWay = @()
    try {
        while ($waiting.Count -or $underWay) {
            foreach ($run in @($waiting)) {
                $taken = ($underWay | ForEach-Object { $_.Run.Places } | Measure-Object -Sum)?.Sum ?? 0
                # One starts after the other, because starting needs the processor. What needs more places than there are runs alone.
                if ($underWay | Where-Object { -not $_.Started }) { break }
                if ($underWay -and $taken + $run.Places -gt $Places) { continue }
                # Where it is given up, there is no next.
                if ($underWay | Where-Object { $_.Run.Name -eq $run.Name }) { continue }
                $null = $waiting.Remove($run)
                $busy = @($underWay | ForEach-Object { $_.Emulator })
                $emulator = $emulators | Where-Object { $_ -notin $busy } | Select-Object -First 1
                if (-not $emulator) { $emulators.Add(($emulator = Start-Emulator $customers)) }
                Write-Host "  $($run.Name), run $($run.Turn)"
                $underWay += Start-Run $run $emulator
            }

            $null = [System.Threading.Tasks.Task]::WaitAny([System.Threading.Tasks.Task[]] @($underWay | ForEach-Object { $_.Line }), 50)
            foreach ($one in $underWay) {
                if (-not ($measured = Step-Run $one)) { continue }
                $underWay = @($underWay | Where-Object { $_ -ne $one })
                if (-not $measured.done) { $null = $waiting.RemoveAll({ param($other) $other.Name -eq $one.Run.Name }) }
                [pscustomobject] @{ Name = $one.Run.Name; Measured = $measured }
            }
        }
    }
    finally {
        @($underWay) + @($emulators) | ForEach-Object { if (-not $_.Process.HasExited) { $_.Process.Kill() } }
    }
}

function Get-Median([double[]] $Values) {
    $sorted = @($Values | Sort-Object)
    $middle = [math]::Floor($sorted.Count / 2)
    $sorted.Count % 2 ? $sorted[$middle] : ($sorted[$middle - 1] + $sorted[$middle]) / 2
}

# Lets the contenders take turns; gives for each the medians, and the worst where a single bad run is one too many.
function Measure-Contender([System.Collections.IDictionary] $Contenders, [System.Collections.IDictionary] $Dials = @{}, [string[]] $Slow = @()) {
    $runs = foreach ($turn in 1..$Repeat) {
        foreach ($name in $Contenders.Keys -match $Contender) {
            if ($name -in $Slow -and $turn -gt $SlowRepeat) { continue }
            @{ Name = $name; Contender = $Contenders[$name]; Dials = $Dials; Meanwhile = @{}; MostSeconds = 0; Places = 1; Turn = $turn }
        }
    }
    if ($runs) { Get-Row (Invoke-Run $runs 1) }
}

# The medians of what was measured, in the order of the first runs.
function Get-Row([object[]] $Results) {
    foreach ($name in $Results | ForEach-Object Name | Select-Object -Unique) {
        $all = @($Results | Where-Object Name -EQ $name | ForEach-Object Measured)
        $row = [ordered]@{ Name = $name; Runs = $all.Count }
        foreach ($figure in $all[0].Keys) { $row[$figure] = Get-Median @($all | ForEach-Object { $_[$figure] }) }
        $row.worst = ($all | ForEach-Object { $_.wall } | Measure-Object -Maximum).Maximum
        $row.All = $all
        [pscustomobject] $row
    }
}

# The smallest and the largest of a figure over all runs.
function Get-Range([object] $Row, [string] $Figure, [double] $Scale = 1, [string] $Format = 'f0') {
    $values = @($Row.All | ForEach-Object { $Scale * $_[$Figure] }) | Measure-Object -Minimum -Maximum
    "{0:$Format} to {1:$Format}" -f $values.Minimum, $values.Maximum
}

function Write-Table([string] $Title, [object[]] $Rows, [System.Collections.IDictionary] $Columns) {
    "### $Title`n"
    "| $($Columns.Keys -join ' | ') |"
    "| $(@($Columns.Keys | ForEach-Object { $_ -ceq @($Columns.Keys)[0] ? '---' : '---:' }) -join ' | ') |"
    foreach ($row in $Rows) { "| $(@($Columns.Values | ForEach-Object { $row | ForEach-Object $_ }) -join ' | ') |" }
    ''
}
