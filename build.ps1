#!/usr/bin/env pwsh
#requires -Version 7.4

<#
.SYNOPSIS
Builds, tests, packs, shows and measures PartnerQualification.

.DESCRIPTION
Build, Demo and Clean need the .NET SDK and PowerShell, and no module. Test also runs the Pester files where Pester 5 is installed.

Build      lays the module out in out/PartnerQualification/<version>, and says how to import it.
Test       runs every test, once, with dotnet test.
Package    zips the module in out/, with the zip's SHA-256 beside it.
Pack       makes the NuGet packages for C# in artifacts/packages, with their symbols. Nothing is published.
Demo       takes the README's tour of the cmdlets, against the sandbox. It asks one question, unless its input is redirected.
Benchmark  measures what docs/performance.md speaks of.
Clean      removes everything that was built.

.PARAMETER Task
What to do.

.PARAMETER Configuration
What to build: Release, unless you debug.

.EXAMPLE
./build.ps1
Import-Module ./out/PartnerQualification

Builds the module and imports it.

.EXAMPLE
./build.ps1 -Task Test -Configuration Debug

Runs every test.
#>
[CmdletBinding()]
param(
    [ValidateSet('Build', 'Test', 'Package', 'Pack', 'Demo', 'Benchmark', 'Clean')]
    [string] $Task = 'Build',

    [ValidateSet('Debug', 'Release')]
    [string] $Configuration = 'Release'
)

$ErrorActionPreference = 'Stop'
Set-StrictMode -Version Latest
$root = $PSScriptRoot
$out = Join-Path $root out

function Invoke-Checked([string] $Command, [string[]] $ArgumentList) {
    & $Command @ArgumentList
    if ($LASTEXITCODE -ne 0) { throw "$Command $ArgumentList ended with exit code $LASTEXITCODE." }
}

function Invoke-Script([string] $Path, [string[]] $ArgumentList = @()) {
    # In a process of its own: what it imports must not stay in the caller's session.
    Invoke-Checked (Get-Process -Id $PID).Path (@('-NoProfile', '-File', $Path) + $ArgumentList)
}

function Get-ModuleFolder {
    (Get-Item (Join-Path $out 'PartnerQualification/*/PartnerQualification.psd1')).Directory
}

function Build {
    Invoke-Checked dotnet 'build', (Join-Path $root src/PartnerQualification.Module), '-c', $Configuration, '-v', 'quiet', '-nologo'
    # PowerShell imports a module's folder, not the folder of a version in it.
    Write-Host "Built $(Get-ModuleFolder). To use it: Import-Module '$((Get-ModuleFolder).Parent)'"
}

function Test {
    Push-Location $root
    try { Invoke-Checked dotnet 'test', '-c', $Configuration }
    finally { Pop-Location }
}

function Package {
    Build
    $folder = Get-ModuleFolder
    $zip = Join-Path $out "PartnerQualification.$($folder.Name).zip"
    Compress-Archive -Path $folder.Parent.FullName -DestinationPath $zip -Force
    $hash = (Get-FileHash $zip -Algorithm SHA256).Hash.ToLowerInvariant()
    Set-Content "$zip.sha256" "$hash  $(Split-Path $zip -Leaf)"
    Write-Host "$zip`nSHA-256 $hash"
}

function Pack {
    $packages = Join-Path $root artifacts/packages
    Invoke-Checked dotnet 'pack', (Join-Path $root src/Packages.slnf), '-c', $Configuration, '-o', $packages, '-v', 'quiet', '-nologo'
    Get-ChildItem $packages -Filter *.nupkg | ForEach-Object { Write-Host $_.FullName }
}

function Demo {
    Build
    $options = @(if ([Console]::IsInputRedirected) { '-Unattended' })
    Invoke-Script (Join-Path $root samples/Tour.ps1) $options
}

function Benchmark {
    Build
    Invoke-Script (Join-Path $root tests/benchmarks/Run-Benchmarks.ps1)
}

function Clean {
    $folders = Get-ChildItem $root -Recurse -Directory -Include bin, obj | Where-Object { Get-Item (Join-Path $_.Parent '*.csproj') }
    @($folders) + @(Get-Item $out, (Join-Path $root artifacts) -ErrorAction Ignore) | Where-Object { $_ } | Remove-Item -Recurse -Force
}

& $Task
