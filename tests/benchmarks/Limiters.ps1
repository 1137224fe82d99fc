# Dot-sourced by Run-Benchmarks.ps1: runs against limiters. The limit sets their pace and not the processor, so several run at once.

# The least time that limiter and latency allow, as docs/pacing.md has it: for a window, the beginning of the last one that is needed.
function Get-Ideal([int] $Count, [hashtable] $Dials, [int] $AtOnce = 16) {
    $byLimit = $Dials['window'] -eq 'fixed' ? [math]::Floor(($Count - 1) / $Dials.rate) * $Dials.windowSeconds : ($Count - $Dials.burst) / $Dials.rate
    [math]::Max($byLimit, [math]::Ceiling($Count / $AtOnce) * $Dials.latencyMs / 1000)
}

function Get-Limiter([string] $Name, [int] $Count, [hashtable] $Dials, [hashtable] $Meanwhile = @{}, [double] $Ideal) {
    @{ Name = $Name; Count = $Count; Dials = $Dials; Meanwhile = $Meanwhile; Ideal = $Ideal ? $Ideal : (Get-Ideal $Count $Dials) }
}

# So many runs of each contender against each limiter, in turns; a row for each of both, with its limiter.
function Measure-Limiter([hashtable[]] $Limiters, [System.Collections.IDictionary] $Contenders) {
    $limiterOf = @{}
    $runs = foreach ($turn in 1..$Repeat) {
        foreach ($limiter in $Limiters) {
            foreach ($name in $Contenders.Keys -match $Contender) {
                $one = $Contenders[$name]
                $with = @{} + $one.With
                if ($limiter.ContainsKey('ThrottleLimit')) { $with.ThrottleLimit = $limiter.ThrottleLimit }
                $limiterOf["$($limiter.Name) | $name"] = $limiter
                @{
                    Name        = "$($limiter.Name) | $name"
                    Contender   = Get-Contender $one.Script Set $limiter.Count $with
                    Dials       = $limiter.Dials
                    Meanwhile   = $limiter.Meanwhile
                    MostSeconds = $GiveUpAfter * $limiter.Ideal
                    Places      = $one.Places
                    Turn        = $turn
                }
            }
        }
    }
    $results = Invoke-Run $runs $AtOnce
    $rows = Get-Row $results
    # In the order of the runs, not of their ends.
    foreach ($name in $runs.Name | Select-Object -Unique) {
        $rows | Where-Object Name -EQ $name | Select-Object *, @{ Name = 'Limiter'; Expression = { $limiterOf[$name] } }
    }
}

$limiterColumns = [ordered]@{
    'limiter'     = { ($_.Name -split ' \| ')[0] }
    'contender'   = { ($_.Name -split ' \| ')[1] }
    'runs'        = { $_.Runs }
    'ideal s'     = { '{0:f1}' -f $_.Limiter.Ideal }
    'wall s'      = { $_.done -eq 1 ? ('{0:f1}' -f $_.wall) : ('not done: {0:f0} of {1}' -f $_.once, $_.Limiter.Count) }
    'times ideal' = { $_.done -eq 1 ? ('{0:f2}' -f ($_.wall / $_.Limiter.Ideal)) : "more than $GiveUpAfter" }
    'worst'       = { $_.done -eq 1 ? ('{0:f2}' -f ($_.worst / $_.Limiter.Ideal)) : '' }
    'refused %'   = { '{0:f2}' -f $_.refused }
    'CPU s'       = { '{0:f1}' -f $_.cpu }
    'set once'    = { '{0:f0}' -f $_.once }
    'set twice'   = { '{0:f0}' -f $_.twice }
}

function Limiters {
    $bucket = @{ latencyMs = 50; rate = 50; burst = 50 }
    $window = @{ latencyMs = 50; rate = 300; windowSeconds = 10; window = 'fixed' }
    $drop = @{ 10 = @{ rate = 20; burst = 20 }; 20 = @{ rate = 100; burst = 100 } }
    $limiters = @(
        Get-Limiter 'bucket 50/s, burst 50, 2,000 sets' 2000 $bucket
        Get-Limiter '… without `Retry-After`' 2000 ($bucket + @{ retryAfter = 'none' })
        Get-Limiter '… at 300 ms' 2000 @{ latencyMs = 300; rate = 50; burst = 50 }
        Get-Limiter 'window 300 per 10 s, 1,500 sets' 1500 $window
        Get-Limiter '… window at 300 ms' 1500 @{ latencyMs = 300; rate = 300; windowSeconds = 10; window = 'fixed' }
        Get-Limiter 'window 50 per 1 s, 2,000 sets' 2000 @{ latencyMs = 50; rate = 50; windowSeconds = 1; window = 'fixed' }
        Get-Limiter 'bucket 50/s, burst 5, 2,000 sets' 2000 @{ latencyMs = 50; rate = 50; burst = 5 }
        Get-Limiter 'bucket 5/s, burst 10, 200 sets' 200 @{ latencyMs = 50; rate = 5; burst = 10 }
        # 100 and 10 x 100 in the first ten seconds, 200 in the next, the rest at 100/s; with 16 under way no more than 16 / latency.
        Get-Limiter 'bucket 100/s, 20/s from 10 s to 20 s, 2,400 sets' 2400 @{ latencyMs = 50; rate = 100; burst = 100 } $drop 31
        Get-Limiter '… drop at 300 ms' 2400 @{ latencyMs = 300; rate = 100; burst = 100 } $drop (10 + 10 + (2400 - 10 * 16 / 0.3 - 200) / (16 / 0.3))
    )
    $contenders = [ordered]@{
        'ours' = @{ Script = 'Module'; Places = 1; With = @{} }
        # Its runspaces take a third of a processor, the others a twentieth.
        '(b) ForEach-Object -Parallel' = @{ Script = 'Parallel'; Places = 4; With = @{ Retries = 100000 } }
        '(c) bare HttpClient' = @{ Script = 'Bare'; Places = 1; With = @{} }
    }
    Write-Table "limiters, 16 at once; up to $AtOnce runs side by side" (Measure-Limiter $limiters $contenders) $limiterColumns
}

function ThrottleLimit {
    $limiters = foreach ($limit in 8, 16, 32, 64, 128) {
        $limiter = Get-Limiter "$limit" 1000 @{ latencyMs = 100; rate = 50; burst = 50 }
        $limiter.ThrottleLimit = $limit
        $limiter
    }
    $contenders = [ordered]@{ 'ours' = @{ Script = 'Module'; Places = 1; With = @{} } }
    Write-Table '-ThrottleLimit, 100 ms latency, bucket 50/s, burst 50, 1,000 sets' (Measure-Limiter $limiters $contenders) $limiterColumns

    $free = [ordered]@{}
    foreach ($limit in 1, 4, 8, 16, 32, 64, 128) { $free["$limit"] = Get-Contender Module Set ([math]::Min(4000, 100 * $limit)) @{ ThrottleLimit = $limit } }
    Write-Table '-ThrottleLimit, 100 ms latency, no throttling' (Measure-Contender $free @{ latencyMs = 100 }) ([ordered]@{
        'limit'           = { $_.Name }
        'runs'            = { $_.Runs }
        'sets'            = { $_.results }
        'sets a second'   = { '{0:f0}' -f ($_.results / $_.wall) }
        'CPU ms a set'    = { '{0:f2}' -f (1000 * $_.work / $_.results) }
        'first result ms' = { '{0:f0}' -f (1000 * $_.first) }
    })
}
