#!/usr/bin/env pwsh
#requires -Version 7.4

<#
.SYNOPSIS
Puts the certificate for signing, where one is given, into the user's store, and names it to the workflow's next steps.

.DESCRIPTION
SIGNING_CERTIFICATE is a PFX in Base64, SIGNING_CERTIFICATE_PASSWORD its password: both are secrets of the environment "signing". Without
them nothing happens but a sentence that says so, and the package is not signed. `./build.ps1 -Task Package` asks for
SIGNING_CERTIFICATE_THUMBPRINT.
#>
[CmdletBinding()]
param()

$ErrorActionPreference = 'Stop'
Set-StrictMode -Version Latest

if (-not $env:SIGNING_CERTIFICATE) {
    'No certificate is given (SIGNING_CERTIFICATE): the package will not be signed.'
    return
}

$kept = [System.Security.Cryptography.X509Certificates.X509KeyStorageFlags] 'UserKeySet, PersistKeySet'
$certificate = [System.Security.Cryptography.X509Certificates.X509Certificate2]::new([Convert]::FromBase64String($env:SIGNING_CERTIFICATE), $env:SIGNING_CERTIFICATE_PASSWORD, $kept)
$store = [System.Security.Cryptography.X509Certificates.X509Store]::new('My', 'CurrentUser')
$store.Open('ReadWrite')
try { $store.Add($certificate) }
finally { $store.Close() }

if ($env:GITHUB_ENV) { Add-Content $env:GITHUB_ENV "SIGNING_CERTIFICATE_THUMBPRINT=$($certificate.Thumbprint)" }
"The package will be signed by $($certificate.Subject), until $($certificate.NotAfter.ToString('yyyy-MM-dd', [cultureinfo]::InvariantCulture))."
