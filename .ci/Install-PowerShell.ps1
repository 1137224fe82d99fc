#!/usr/bin/env pwsh
#requires -Version 7.4

<#
.SYNOPSIS
Installs a release of PowerShell beside the one of the machine, and puts it first on the path of the workflow's next steps.

.DESCRIPTION
The archive of the release comes from GitHub, and is unpacked only if its SHA-256 is the one that stands here. PowerShell as a tool of the
.NET SDK would be less to write, but it runs as dotnet: tests that start or kill their own PowerShell by its path would not find it.

.PARAMETER Version
The release. A new one needs its hashes here: they are in hashes.sha256 of the release.

.PARAMETER Archive
An archive that is on the machine already, in place of the download.

.PARAMETER Destination
The folder to unpack to.
#>
[CmdletBinding()]
param(
    [Parameter(Mandatory)]
    [ValidateSet('7.4.19', '7.6.5')]
    [string] $Version,

    [string] $Archive,

    [string] $Destination = (Join-Path ([System.IO.Path]::GetTempPath()) "powershell-$Version")
)

$ErrorActionPreference = 'Stop'
Set-StrictMode -Version Latest

$hashes = @{
    'PowerShell-7.4.19-win-x64.zip'      = 'cd62ad6d8174cc6fb85b335a0058444bc934fe27c39fa97fe342134286d28af9'
    'powershell-7.4.19-linux-x64.tar.gz' = '1b023e097b0e0546ad9566f7a2126cbe0eb8455fa7b0c5de558e317b8ddc16c8'
    'powershell-7.4.19-osx-arm64.tar.gz' = 'fb9d6656d0c78c6d3f6e8d08ff15e5e0d867f886bf4ebecfde6484d2fa06c042'
    'PowerShell-7.6.5-win-x64.zip'       = '32eb8f6cdce08f86e987d625a2733e54ac3e289ae7e1621b14c0b5bcec2434ea'
    'powershell-7.6.5-linux-x64.tar.gz'  = 'b34ab3b19acac1d3d4d0d3cfdb02acf62f457b0b6a962ff008132033f7566844'
    'powershell-7.6.5-osx-arm64.tar.gz'  = '8196d4b4e7c21b7f6df9d45687bb4e42dc8335f330b580d9eb15f3ef5042a8c3'
}

$architecture = "$([System.Runtime.InteropServices.RuntimeInformation]::OSArchitecture)".ToLowerInvariant()
$name = if ($IsWindows) { "PowerShell-$Version-win-$architecture.zip" }
elseif ($IsMacOS) { "powershell-$Version-osx-$architecture.tar.gz" }
else { "powershell-$Version-linux-$architecture.tar.gz" }
if (-not $hashes.ContainsKey($name)) { throw "The SHA-256 of $name is not known here: add it from hashes.sha256 of the release." }

$downloaded = if (-not $Archive) { Join-Path ([System.IO.Path]::GetTempPath()) $name }
try {
    if ($downloaded) {
        Invoke-WebRequest "https://github.com/PowerShell/PowerShell/releases/download/v$Version/$name" -OutFile $downloaded -MaximumRetryCount 3 -RetryIntervalSec 5
        $Archive = $downloaded
    }
    $hash = (Get-FileHash $Archive -Algorithm SHA256).Hash
    if ($hash -ne $hashes[$name]) { throw "$Archive is not $name as it was released: its SHA-256 is $($hash.ToLowerInvariant()), and not $($hashes[$name]). Nothing was unpacked." }

    $null = New-Item -ItemType Directory -Force $Destination
    if ($IsWindows) { Expand-Archive $Archive $Destination -Force }
    else {
        tar -xzf $Archive -C $Destination
        if ($LASTEXITCODE -ne 0) { throw "tar ended with exit code $LASTEXITCODE." }
        chmod 755 (Join-Path $Destination pwsh)
    }
}
finally {
    if ($downloaded) { Remove-Item $downloaded -ErrorAction Ignore }
}

if ($env:GITHUB_PATH) { Add-Content $env:GITHUB_PATH $Destination }
& (Join-Path $Destination pwsh) -NoProfile -Command '"PowerShell $($PSVersionTable.PSVersion) is in $PSHOME"'
