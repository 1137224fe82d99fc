# Dot-sourced by every Pester file: finds what the build has laid out, and imports the module from there.
# `dotnet test` says where things are; by hand, what was built last is taken.

function Get-TestModulePath {
    if ($env:PQ_MODULE_PATH) { return $env:PQ_MODULE_PATH }
    $manifest = Get-Item (Join-Path $PSScriptRoot '../../out/PartnerQualification/*/PartnerQualification.psd1') -ErrorAction Ignore
    if (-not $manifest) { throw 'There is no module in out/ yet: run ./build.ps1 first.' }
    $manifest.FullName
}

# The assembly that another project of tests/ was built to.
function Get-TestAssemblyPath([string] $Project) {
    $name = Split-Path $Project -Leaf
    $configuration = if ($env:PQ_CONFIGURATION) { $env:PQ_CONFIGURATION } else { '*' }
    $assembly = Get-Item (Join-Path $PSScriptRoot "../$Project/bin/$configuration/*/$name.dll") -ErrorAction Ignore |
        Sort-Object LastWriteTime | Select-Object -Last 1
    if (-not $assembly) { throw "tests/$Project is not built yet: run dotnet build tests/cmdlets first." }
    $assembly.FullName
}

# The address of an emulator: the one that `dotnet test` runs, or one that is started here and ends with this PowerShell.
function Get-TestEmulator {
    if ($env:PQ_EMULATOR) { return [uri] $env:PQ_EMULATOR }
    if (-not (Get-Variable PQEmulator -Scope Global -ErrorAction Ignore) -or $global:PQEmulator.Process.HasExited) {
        $start = [System.Diagnostics.ProcessStartInfo]::new('dotnet', "`"$(Get-TestAssemblyPath PartnerQualification.Emulator)`" --urls http://127.0.0.1:0")
        $start.RedirectStandardOutput = $true
        $start.UseShellExecute = $false
        $process = [System.Diagnostics.Process]::Start($start)
        $line = $process.StandardOutput.ReadLineAsync()
        if (-not $line.Wait(30000) -or $line.Result -notmatch 'http://\S+') { $process.Kill(); throw "The emulator did not start: $($line.Result)" }
        $global:PQEmulator = @{ Process = $process; Address = [uri] $Matches[0] }
        $null = Register-EngineEvent PowerShell.Exiting -SupportEvent -Action { $global:PQEmulator.Process.Kill() }
    }
    $global:PQEmulator.Address
}

# Runs a script in a PowerShell process of its own, for whatever counts what is loaded. Its arguments arrive as strings.
# Gives what the script writes out, errors and warnings as text among it. -Attended: as if somebody sat before it.
function Invoke-FreshPowerShell([scriptblock] $Script, [string[]] $ArgumentList = @(), [switch] $Attended) {
    $file = Join-Path ([System.IO.Path]::GetTempPath()) "pq-$([guid]::NewGuid()).ps1"
    try {
        Set-Content $file "`$PSStyle.OutputRendering = 'PlainText'`n& {$Script} @args"
        $options = @('-NoProfile') + @(if (-not $Attended) { '-NonInteractive' })
        & (Get-Process -Id $PID).Path @options -File $file @ArgumentList 2>&1 | ForEach-Object { "$_" }
    }
    finally {
        Remove-Item $file -ErrorAction Ignore
    }
}

Import-Module (Get-TestModulePath)
