#!/usr/bin/env pwsh
#requires -Version 7.4

<#
.SYNOPSIS
Builds, tests, packs, shows and measures PartnerQualification.

.DESCRIPTION
Build, Demo and Clean need the .NET SDK and PowerShell, and no module. Test also runs the Pester files where Pester 5 is installed.

Build      lays the module out in out/PartnerQualification/<version>, and says how to import it.
Test       runs every test, once, with dotnet test.
Package    makes the module's package for the PowerShell Gallery in out/, with its SHA-256 and its symbols beside it, signed where a
           certificate is given. Without one, the same commit makes the same bytes in any folder. Nothing is published.
Pack       makes the NuGet packages for C# in artifacts/packages, with their symbols. Nothing is published.
Demo       takes the README's tour of the cmdlets, against the sandbox. It asks one question, unless its input is redirected.
Benchmark  measures what docs/performance.md speaks of.
Clean      removes everything that was built.

.PARAMETER Task
What to do.

.PARAMETER Configuration
What to build: Release, unless you debug.

.PARAMETER CertificateThumbprint
With which certificate Package signs the module: one for signing code, in the user's or the machine's store. Needs Windows.
Without it, the environment variable SIGNING_CERTIFICATE_THUMBPRINT is asked; without both, the package is not signed.

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
    [string] $Configuration = 'Release',

    [string] $CertificateThumbprint = $env:SIGNING_CERTIFICATE_THUMBPRINT
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

function Get-SigningCertificate {
    if (-not $IsWindows) { throw 'Signing needs Windows: PowerShell signs files and makes catalogs nowhere else. Without a certificate, the package is made without a signature.' }
    $certificate = Get-Item "Cert:/CurrentUser/My/$CertificateThumbprint", "Cert:/LocalMachine/My/$CertificateThumbprint" -ErrorAction Ignore | Select-Object -First 1
    if (-not $certificate) { throw "No certificate with the thumbprint $CertificateThumbprint is in the stores Cert:/CurrentUser/My and Cert:/LocalMachine/My." }
    $certificate
}

function Package {
    # Whatever is missing for a signature is said before the build.
    $certificate = if ($CertificateThumbprint) { Get-SigningCertificate }
    Build
    $project = Join-Path $root src/PartnerQualification.Module
    $folder = Get-ModuleFolder
    if ($certificate) { & (Join-Path $project Add-Signature.ps1) $folder.FullName $certificate }

    Invoke-Checked dotnet 'pack', $project, '-c', $Configuration, '--no-build', '-o', $out, '-v', 'quiet', '-nologo'
    $package = Join-Path $out "PartnerQualification.$($folder.Name).nupkg"
    Write-Host "$package`nIts SHA-256, and its symbols', in $(Join-Path $out hashes.sha256):"
    Get-Content (Join-Path $out hashes.sha256) | Write-Host
    Write-Host ($certificate ? "Signed by $($certificate.Subject)." : 'Not signed: no certificate was given (-CertificateThumbprint).')
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
