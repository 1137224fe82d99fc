# What the files of the cmdlets share, beside Helpers.ps1.

. $PSScriptRoot/Helpers.ps1

# The sandbox's customer of a number.
function Get-TestCustomerId([int[]] $Number) {
    foreach ($n in $Number) { 'c0000000-0000-4000-8000-{0:x12}' -f $n }
}

function Get-TestToken([string] $Kind = 'user', [int] $Lifetime = 3600) {
    $text = Invoke-RestMethod "$(Get-TestEmulator)emulator/token?kind=$Kind&lifetime=$Lifetime"
    ConvertTo-SecureString $text -AsPlainText -Force
}

function Set-TestDials([hashtable] $Dials) {
    $null = Invoke-RestMethod "$(Get-TestEmulator)emulator/dials" -Method Put -Body (ConvertTo-Json $Dials -Depth 5) -ContentType application/json
}

# The emulator as if nothing had happened, and a session with it.
function Connect-TestEmulator([string] $Kind = 'user', [hashtable] $Dials = @{}) {
    $all = @{ latencyMs = 0; vettingSeconds = 0; rate = $null; faults = @() }
    foreach ($name in $Dials.Keys) { $all[$name] = $Dials[$name] }
    Set-TestDials $all
    $null = Invoke-RestMethod "$(Get-TestEmulator)emulator/reset" -Method Post
    Connect-PartnerQualification -AccessToken (Get-TestToken $Kind) -Endpoint (Get-TestEmulator)
}

# Has the module look for lost answers soon: after 5 and 20 seconds a test over real connections would take too long, and users have no
# parameter for it. To be called when a session has been opened, which loads the assembly.
function Set-TestLookTimes {
    foreach ($assembly in [AppDomain]::CurrentDomain.GetAssemblies() | Where-Object { $_.GetName().Name -eq 'PartnerQualification.Client' }) {
        $type = $assembly.GetType('PartnerQualification.Client.LookTimes')
        $times = $type.GetProperty('Default').GetValue($null)
        $type.GetProperty('First').SetValue($times, [timespan]::FromMilliseconds(100))
        $type.GetProperty('Last').SetValue($times, [timespan]::FromMilliseconds(400))
    }
}

function Get-TestEmulatorState {
    Invoke-RestMethod "$(Get-TestEmulator)emulator/state"
}

# Waits until requests have arrived, as the emulator's README says: customers=4, requests=6 or underWay=0.
function Wait-TestEmulator([string] $Condition) {
    Invoke-RestMethod "$(Get-TestEmulator)emulator/state?$Condition" -TimeoutSec 30
}

# The stable part of error ids.
function Get-ErrorId($ErrorRecord) {
    $ErrorRecord | ForEach-Object { ($_.FullyQualifiedErrorId -split ',')[0] }
}

# What a cmdlet shows on a console of that width, as lines.
function Get-TestDisplay([int] $Width = 100) {
    @($input | Out-String -Width $Width -Stream) | Where-Object { $_ }
}

# The one place of these files that looks again and again. It is for what tells nobody that it has come about: the clock of the
# machine (a token expires by it), and the file of another process. What concerns the emulator is waited for by Wait-TestEmulator.
function Wait-TestCondition([scriptblock] $Condition, [int] $Seconds = 30) {
    $watch = [System.Diagnostics.Stopwatch]::StartNew()
    while (-not (& $Condition)) {
        if ($watch.Elapsed.TotalSeconds -gt $Seconds) { throw "Not within $Seconds seconds: $Condition" }
        Start-Sleep -Milliseconds 20
    }
}
