#requires -Version 7.4
<#
.SYNOPSIS
Measures what docs/performance.md speaks of, and prints it as Markdown.

.DESCRIPTION
Every contender runs in a fresh process of its own against the emulator, which runs in another one; the emulator is reset and its
dials are turned before each run. Contenders take turns, so that what slows the machine slows all of them. Figures are medians.
Wall time is the pipeline's; CPU time and peak working set are the whole process's, its start included.

.PARAMETER Scenario
What is measured; everything where nothing is named.

.PARAMETER Contender
Only contenders whose name matches this.

.PARAMETER Beside
The folder of another build of the module (out/PartnerQualification of another clone): First and Warm measure it beside this one.

.PARAMETER Repeat
How often each contender runs.

.PARAMETER SlowRepeat
How often those run that take minutes.
#>
[CmdletBinding()]
param(
    [ValidateSet('Latency', 'First', 'Bucket', 'Window', 'Drop', 'Reads', 'Warm', 'Memory', 'Limits', 'Again')]
    [string[]] $Scenario = @('Latency', 'First', 'Bucket', 'Window', 'Drop', 'Reads', 'Warm', 'Memory', 'Limits', 'Again'),

    [string] $Contender = '.',

    [string] $Beside,

    [ValidateRange(1, 100)]
    [int] $Repeat = 5,

    [ValidateRange(0, 100)]
    [int] $SlowRepeat = 1
)

$ErrorActionPreference = 'Stop'
Set-StrictMode -Version Latest
$root = Join-Path $PSScriptRoot ../..
$pwsh = (Get-Process -Id $PID).Path
$customers = 101000

function Get-Program([string] $Project) {
    & dotnet build (Join-Path $root $Project) -c Release -v quiet -nologo | Out-Null
    if ($LASTEXITCODE -ne 0) { throw "$Project does not build." }
    (Get-Item (Join-Path $root "$Project/bin/Release/*/PartnerQualification.*.dll") | Where-Object BaseName -Match 'Emulator$|Benchmarks$').FullName
}

function Start-Emulator([string] $Program) {
    $start = [System.Diagnostics.ProcessStartInfo]::new('dotnet', [string[]] ($Program, '--urls', 'http://127.0.0.1:0', '--customers', $customers))
    $start.RedirectStandardOutput = $true
    $process = [System.Diagnostics.Process]::Start($start)
    $line = $process.StandardOutput.ReadLineAsync()
    if (-not $line.Wait(60000) -or $line.Result -notmatch 'http://\S+') { $process.Kill(); throw "The emulator did not start: $($line.Result)" }
    @{ Process = $process; Address = [uri] $Matches[0] }
}

function Set-Dial([hashtable] $Dials) {
    $null = Invoke-RestMethod "$($emulator.Address)emulator/dials" -Method Put -Body (ConvertTo-Json $Dials) -ContentType application/json
}

function Get-Contender([string] $Name, [string] $Operation, [int] $Count, [hashtable] $With = @{}) {
    if ($Name -eq 'Bare') {
        $arguments = @($bare, 'bare', '--endpoint', "$($emulator.Address)", '--count', "$Count")
        if ($Operation -eq 'Set') { $arguments += '--set' }
        if ($With.WarmReads) { $arguments += '--warm', "$($With.WarmReads)" }
        return @{ File = 'dotnet'; Arguments = $arguments }
    }

    $arguments = '-NoProfile', '-NonInteractive', '-File', (Join-Path $PSScriptRoot "contenders/$Name.ps1"), '-Endpoint', "$($emulator.Address)", '-Operation', $Operation, '-Count', "$Count"
    @{ File = $pwsh; Arguments = $arguments + @($With.Keys | ForEach-Object { "-$_"; if ($With[$_] -isnot [bool]) { "$($With[$_])" } }) }
}

# Runs a contender to its end. What is to happen meanwhile happens so many seconds after it has begun to work.
function Invoke-Contender([hashtable] $Contender, [hashtable] $Dials, [System.Collections.IDictionary] $Meanwhile = @{}) {
    Set-Dial $noLimit
    Set-Dial $Dials
    $null = Invoke-RestMethod "$($emulator.Address)emulator/reset" -Method Post
    $start = [System.Diagnostics.ProcessStartInfo]::new($Contender.File, [string[]] $Contender.Arguments)
    $start.RedirectStandardOutput = $true
    $start.Environment['EMULATOR_TOKEN'] = Invoke-RestMethod "$($emulator.Address)emulator/token?kind=user"
    $process = [System.Diagnostics.Process]::Start($start)
    try {
        if ($Contender.File -eq $pwsh) { while ($process.StandardOutput.ReadLine() -notin 'started', $null) { } }
        $watch = [System.Diagnostics.Stopwatch]::StartNew()
        foreach ($second in $Meanwhile.Keys | Sort-Object) {
            Start-Sleep -Milliseconds ([math]::Max(0, 1000 * $second - $watch.ElapsedMilliseconds))
            Set-Dial $Meanwhile[$second]
        }
        $said = $process.StandardOutput.ReadToEnd()
        $process.WaitForExit()
        if ($process.ExitCode -ne 0) { throw "$($Contender.Arguments) ended with exit code $($process.ExitCode)." }
    }
    finally {
        if (-not $process.HasExited) { $process.Kill() }
    }

    $measured = $said.Trim() -split '\n' | Select-Object -Last 1 | ConvertFrom-Json -AsHashtable
    $state = Invoke-RestMethod "$($emulator.Address)emulator/state"
    $posts = @($state.customers | Where-Object postsArrived -GT 0)
    $measured.requests = $state.requests
    $measured.refused = $state.requests ? 100 * $state.throttled / $state.requests : 0
    $measured.once = @($posts | Where-Object postsEffective -EQ 1).Count
    $measured.twice = @($posts | Where-Object postsEffective -GT 1).Count
    $measured
}

function Get-Median([double[]] $Values) {
    $sorted = @($Values | Sort-Object)
    $middle = [math]::Floor($sorted.Count / 2)
    $sorted.Count % 2 ? $sorted[$middle] : ($sorted[$middle - 1] + $sorted[$middle]) / 2
}

# Lets the contenders take turns; gives for each the medians, and the worst where a single bad run is one too many.
function Measure-Contender([System.Collections.IDictionary] $Contenders, [hashtable] $Dials = @{}, [System.Collections.IDictionary] $Meanwhile = @{}, [string[]] $Slow = @()) {
    $runs = @{}
    for ($turn = 0; $turn -lt $Repeat; $turn++) {
        foreach ($name in $Contenders.Keys -match $Contender) {
            if ($name -in $Slow -and $turn -ge $SlowRepeat) { continue }
            Write-Host "  $name, run $($turn + 1)"
            $runs[$name] = @($runs[$name]) + @(Invoke-Contender $Contenders[$name] $Dials $Meanwhile) | Where-Object { $_ }
        }
    }

    foreach ($name in $Contenders.Keys | Where-Object { $runs.ContainsKey($_) }) {
        $median = [ordered]@{ Name = $name; Runs = @($runs[$name]).Count }
        foreach ($figure in @($runs[$name])[0].Keys) { $median[$figure] = Get-Median @($runs[$name] | ForEach-Object { $_[$figure] }) }
        $median.worst = (@($runs[$name] | ForEach-Object { $_.wall }) | Measure-Object -Maximum).Maximum
        $median.All = $runs[$name]
        [pscustomobject] $median
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

function Get-Set([int] $Count) {
    [ordered]@{
        'ours'                       = Get-Contender Module Set $Count
        '(a) foreach'                = Get-Contender Foreach Set $Count
        '(b) ForEach-Object -Parallel' = Get-Contender Parallel Set $Count
        '(c) bare HttpClient'        = Get-Contender Bare Set $Count
    }
}

function Get-Column([double] $Ideal, [int] $Count) {
    [ordered]@{
        'contender'          = { $_.Name }
        'runs'               = { $_.Runs }
        'wall s'             = { '{0:f2}' -f $_.wall }
        'times ideal'        = { '{0:f2}' -f ($_.wall / $Ideal) }.GetNewClosure()
        'worst'              = { '{0:f2}' -f ($_.worst / $Ideal) }.GetNewClosure()
        'CPU s'              = { '{0:f2}' -f $_.cpu }
        'of it the pipeline' = { $_.psobject.Properties['work'] ? '{0:f2}' -f $_.work : '' }
        'peak MB'            = { $_.psobject.Properties['peakMB'] ? '{0:f0}' -f $_.peakMB : '' }
        'refused %'          = { '{0:f2}' -f $_.refused }
        'set once'           = { '{0:f0}' -f $_.once }
        'lost'               = { '{0:f0}' -f ($Count - $_.once - $_.twice) }.GetNewClosure()
        'set twice'          = { '{0:f0}' -f $_.twice }
    }
}

function Latency {
    $contenders = Get-Set 2000
    $contenders['ours, in a session that has read'] = Get-Contender Module Set 2000 @{ Warm = $true }
    $rows = Measure-Contender $contenders @{ latencyMs = 100 } -Slow '(a) foreach'
    $columns = Get-Column 12.5 2000
    $columns['first result ms'] = { $_.psobject.Properties['first'] ? '{0:f0}' -f (1000 * $_.first) : '' }
    Write-Table '2,000 sets, 100 ms latency, no throttling (ideal 12.5 s)' $rows $columns
}

# The first result of a fresh process: at once after connecting, and where the user takes a second to type.
function First {
    $builds = [ordered]@{ 'ours' = @{} }
    if ($Beside) { $builds['the other build'] = @{ Module = $Beside } }
    foreach ($operation in 'Read', 'Set') {
        $contenders = [ordered]@{}
        foreach ($build in $builds.Keys) {
            $contenders["$build, at once"] = Get-Contender First $operation 16 $builds[$build]
            $contenders["$build, after a second"] = Get-Contender First $operation 16 ($builds[$build] + @{ PauseSeconds = 1 })
            $contenders["$build, in a session that has read"] = Get-Contender First $operation 16 ($builds[$build] + @{ Warm = $true })
        }
        $rows = Measure-Contender $contenders @{ latencyMs = 100 }
        Write-Table "the first result of $($operation.ToLowerInvariant()), 100 ms latency" $rows ([ordered]@{
            'run'             = { $_.Name }
            'runs'            = { $_.Runs }
            'first result ms' = { '{0:f0}' -f (1000 * $_.first) }
            'range'           = { Get-Range $_ first 1000 }
            'connect ms'      = { '{0:f0}' -f (1000 * $_.connect) }
            'connect range'   = { Get-Range $_ connect 1000 }
            'CPU s'           = { '{0:f2}' -f $_.cpu }
            'CPU range'       = { Get-Range $_ cpu 1 f2 }
        })
    }
}

function Bucket {
    $contenders = Get-Set 2000
    $contenders.Remove('(a) foreach')
    foreach ($latency in 100, 300) {
        $rows = Measure-Contender $contenders @{ latencyMs = $latency; rate = 50; burst = 50 }
        Write-Table "token bucket 50/s, burst 50, refused requests counted, 2,000 sets, $latency ms latency (ideal 39 s)" $rows (Get-Column 39 2000)
        $contenders = [ordered]@{ ours = $contenders.ours }
    }
}

function Window {
    $contenders = Get-Set 1500
    $contenders.Remove('(a) foreach')
    foreach ($latency in 100, 300) {
        $rows = Measure-Contender $contenders @{ latencyMs = $latency; rate = 300; windowSeconds = 10; window = 'fixed' }
        Write-Table "fixed window 300 per 10 s, 1,500 sets, $latency ms latency (ideal 40 s)" $rows (Get-Column 40 1500)
        $contenders = [ordered]@{ ours = $contenders.ours }
    }
}

function Drop {
    $meanwhile = @{ 10 = @{ rate = 20; burst = 20 }; 20 = @{ rate = 100; burst = 100 } }
    $contenders = [ordered]@{ ours = Get-Contender Module Set 2400; '(b) ForEach-Object -Parallel' = Get-Contender Parallel Set 2400 }
    foreach ($latency in 100, 300) {
        # 100 and 10 x 100 in the first ten seconds, 200 in the next, the rest at 100/s; with 16 under way no more than 16 / latency.
        $ideal = $latency -eq 100 ? 31.0 : (10 + 10 + (2400 - 10 * 16 / 0.3 - 200) / (16 / 0.3))
        $rows = Measure-Contender $contenders @{ latencyMs = $latency; rate = 100; burst = 100 } $meanwhile
        Write-Table ('bucket 100/s, 20/s from 10 s to 20 s, 2,400 sets, {0} ms latency (ideal {1:f1} s)' -f $latency, $ideal) $rows (Get-Column $ideal 2400)
        $contenders = [ordered]@{ ours = $contenders.ours }
    }
}

function Reads {
    $rows = Measure-Contender ([ordered]@{
        'ours'                         = Get-Contender Module Read 10000
        '(a) foreach'                  = Get-Contender Foreach Read 10000
        '(b) ForEach-Object -Parallel' = Get-Contender Parallel Read 10000
        '(c) bare HttpClient'          = Get-Contender Bare Read 10000
        'ours, nothing read'           = Get-Contender Module Read 1
    }) -Slow '(a) foreach', '(b) ForEach-Object -Parallel'
    $practical = ($rows | Where-Object Name -Match '^\(c\)')?.cpu ?? [double]::NaN
    Write-Table '10,000 reads on loopback, no latency' $rows ([ordered]@{
        'contender'    = { $_.Name }
        'runs'         = { $_.Runs }
        'wall s'       = { '{0:f2}' -f $_.wall }
        'CPU s'        = { '{0:f2}' -f $_.cpu }
        'times (c) CPU' = { '{0:f2}' -f ($_.cpu / $practical) }.GetNewClosure()
        'peak MB'      = { $_.psobject.Properties['peakMB'] ? '{0:f0}' -f $_.peakMB : '' }
    })
}

# CPU of the reads alone. After a thousand reads .NET has yet to compile again what ran often, PowerShell's own code included; after a hundred thousand it has done so.
function Warm {
    foreach ($before in 1000, 100000) {
        $contenders = [ordered]@{ 'ours' = Get-Contender Module Read 10000 @{ WarmReads = $before } }
        if ($Beside) { $contenders['the other build'] = Get-Contender Module Read 10000 @{ WarmReads = $before; Module = $Beside } }
        $contenders['(c) bare HttpClient'] = Get-Contender Bare Read 10000 @{ WarmReads = $before }
        $rows = Measure-Contender $contenders
        $practical = ($rows | Where-Object Name -Match '^\(c\)')?.work ?? [double]::NaN
        Write-Table "10,000 reads on loopback, after $before that do not count" $rows ([ordered]@{
            'contender'     = { $_.Name }
            'runs'          = { $_.Runs }
            'wall s'        = { '{0:f2}' -f $_.wall }
            'CPU s'         = { '{0:f2}' -f $_.work }
            'range'         = { Get-Range $_ work 1 f2 }
            'times (c) CPU' = { '{0:f2}' -f ($_.work / $practical) }.GetNewClosure()
        })
    }
}

function Memory {
    $contenders = [ordered]@{}
    foreach ($operation in 'WhatIf', 'Read') {
        foreach ($count in 1000, 10000, 100000) { $contenders["$operation, $count rows"] = Get-Contender Module $operation $count @{ Warm = $true } }
    }
    $rows = Measure-Contender $contenders
    Write-Table 'memory and time over the number of rows' $rows ([ordered]@{
        'run'             = { $_.Name }
        'runs'            = { $_.Runs }
        'idle MB'         = { '{0:f0}' -f $_.idleMB }
        'peak MB'         = { '{0:f0}' -f $_.peakMB }
        'above idle MB'   = { '{0:f0}' -f ($_.peakMB - $_.idleMB) }
        'wall s'          = { '{0:f2}' -f $_.wall }
        'µs a row'        = { '{0:f0}' -f (1e6 * $_.wall / [int] ($_.Name -replace '\D')) }
        'CPU µs a row'    = { '{0:f0}' -f (1e6 * $_.work / [int] ($_.Name -replace '\D')) }
    })
}

function Limits {
    $free = [ordered]@{}
    $bucket = [ordered]@{}
    foreach ($limit in 1, 4, 8, 16, 32, 64, 128) {
        $free["$limit"] = Get-Contender Module Set ([math]::Min(4000, 100 * $limit)) @{ ThrottleLimit = $limit }
        if ($limit -ge 8) { $bucket["$limit"] = Get-Contender Module Set 1000 @{ ThrottleLimit = $limit } }
    }

    $rows = Measure-Contender $free @{ latencyMs = 100 }
    Write-Table '-ThrottleLimit, 100 ms latency, no throttling' $rows ([ordered]@{
        'limit'          = { $_.Name }
        'runs'           = { $_.Runs }
        'sets'           = { $_.results }
        'sets a second'  = { '{0:f0}' -f ($_.results / $_.wall) }
        'CPU ms a set'   = { '{0:f2}' -f (1000 * $_.work / $_.results) }
        'first result ms' = { '{0:f0}' -f (1000 * $_.first) }
    })

    $rows = Measure-Contender $bucket @{ latencyMs = 100; rate = 50; burst = 50 }
    Write-Table '-ThrottleLimit, 100 ms latency, bucket 50/s, burst 50, 1,000 sets (ideal 19 s)' $rows (Get-Column 19 1000)
}

function Again {
    $rows = Measure-Contender ([ordered]@{
        '-SkipExisting' = Get-Contender Module Set 1000 @{ Again = $true; SkipExisting = $true }
        '-JournalPath'  = Get-Contender Module Set 1000 @{ Again = $true; Journal = $true }
    }) @{ latencyMs = 20 }
    $least = ($rows | Measure-Object wall -Minimum).Minimum
    Write-Table 'a second run over 1,000 rows of which 500 are done, bucket 50/s, 20 ms latency' $rows ([ordered]@{
        'second run'    = { $_.Name }
        'runs'          = { $_.Runs }
        'wall s'        = { '{0:f2}' -f $_.wall }
        'times the least' = { '{0:f2}' -f ($_.wall / $least) }.GetNewClosure()
        'requests'      = { '{0:f0}' -f ($_.requests - $_.before) }
        'refused %'     = { '{0:f2}' -f $_.refused }
        'set once'      = { '{0:f0}' -f $_.once }
        'set twice'     = { '{0:f0}' -f $_.twice }
    })
}

$noLimit = @{ latencyMs = 0; rate = $null; burst = $null; window = 'bucket'; windowSeconds = 1; countRejected = $true; retryAfter = 'seconds'; faults = @() }
$bare = Get-Program tests/benchmarks
$emulator = Start-Emulator (Get-Program tests/PartnerQualification.Emulator)
try {
    "$([DateTime]::UtcNow.ToString('u')), PowerShell $($PSVersionTable.PSVersion), .NET $([Environment]::Version), $([System.Runtime.InteropServices.RuntimeInformation]::OSDescription), $([Environment]::ProcessorCount) processors"
    if ($IsLinux) { "Load average at the start: $(Get-Content /proc/loadavg)" }
    ''
    foreach ($name in $Scenario) {
        Write-Host $name
        & $name
    }
    if ($IsLinux) { "Load average at the end: $(Get-Content /proc/loadavg)" }
}
finally {
    $emulator.Process.Kill()
}
