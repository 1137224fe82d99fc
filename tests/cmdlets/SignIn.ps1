# What the files about signing in share: a token service at which the module of this process signs in.

. $PSScriptRoot/CommonCmdlets.ps1
Add-Type -Path (Get-TestAssemblyPath PartnerQualification.TokenService)

$cmdlets = (Get-Command Connect-PartnerQualification).ImplementingType.Assembly
$platform = [PartnerQualification.TokenService.IdentityPlatform]::new()
[PartnerQualification.TokenService.ModuleSignIn]::UsePlatform($cmdlets, $platform)

# Where the emulator's partner lives.
$partner = (Connect-PartnerQualification -Sandbox -CustomerCount 0).TenantId

# An application of its own for every test: MSAL remembers throttling by application. The emulator takes its tokens for its own.
function New-TestApp([string] $Secret, [string] $Mark = '') {
    $app = $platform.Register($(if ($Secret) { $Secret } else { [NullString]::Value }))
    $app.Mark = $Mark
    $app.TenantId = $partner
    $app.Issuer = 'https://sandbox.partnerqualification.invalid/'
    $app.EndsTokensInMark = $false
    $app
}

function ConvertTo-TestSecret([string] $Text) { ConvertTo-SecureString $Text -AsPlainText -Force }

function ConvertFrom-TestSecret([securestring] $Secret) { [System.Net.NetworkCredential]::new('', $Secret).Password }

function Get-TestCredential($App, [string] $Secret = $App.Secret) { [pscredential]::new($App.ClientId, (ConvertTo-TestSecret $Secret)) }

function New-TestRefreshToken($App, [bool] $Mfa = $true) { ConvertTo-TestSecret $platform.IssueRefreshToken($App, $Mfa) }

function New-TestCertificate {
    $key = [System.Security.Cryptography.RSA]::Create(2048)
    $request = [System.Security.Cryptography.X509Certificates.CertificateRequest]::new('CN=PartnerQualification test', $key, 'SHA256', [System.Security.Cryptography.RSASignaturePadding]::Pkcs1)
    $request.CreateSelfSigned([DateTimeOffset]::UtcNow.AddDays(-1), [DateTimeOffset]::UtcNow.AddDays(1))
}

# The emulator as if nothing had happened; what comes back goes to Connect-PartnerQualification.
function Reset-TestEmulator([hashtable] $Dials = @{}) {
    $null = Connect-TestEmulator -Dials $Dials
    @{ Endpoint = Get-TestEmulator }
}
