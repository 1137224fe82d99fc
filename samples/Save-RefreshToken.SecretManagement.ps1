#requires -Version 5.1
#requires -Modules PartnerQualification, Microsoft.PowerShell.SecretManagement
<#
.SYNOPSIS
    Connects to Partner Center with a refresh token that lives in a vault of SecretManagement, and keeps it fresh there.

.DESCRIPTION
    Run it once with -FirstConsent, at a prompt: a user signs in, with multifactor authentication, and the refresh token goes
    to the vault. From then on run it without, at the beginning of a runbook: it reads the token, connects, and stores the one
    that replaces it, at connect and again whenever a long run renews.

    A refresh token redeems only with the kind of application it was issued to. Give the same -ApplicationId or
    -ApplicationSecretName both times.

.PARAMETER ApplicationId
    The id of a public application.

.PARAMETER ApplicationSecretName
    The name in the vault of a credential: a confidential application's id as user name, and its secret as password.

.PARAMETER TenantId
    The partner's tenant, by its id or one of its domains.

.PARAMETER SecretName
    The name in the vault of the refresh token.

.PARAMETER Vault
    The vault; without it, the default one.

.PARAMETER FirstConsent
    Signs a user in, to begin with.

.PARAMETER DeviceCode
    Has the user type a code in a browser anywhere, for a machine without one. For public applications.

.PARAMETER Connection
    More parameters of Connect-PartnerQualification, such as @{ Environment = 'USGovernment' } or @{ Proxy = '...' }.

.EXAMPLE
    ./Save-RefreshToken.SecretManagement.ps1 -ApplicationSecretName PartnerApp -TenantId contoso.onmicrosoft.com -FirstConsent

    Once, at a prompt.

.EXAMPLE
    ./Save-RefreshToken.SecretManagement.ps1 -ApplicationSecretName PartnerApp -TenantId contoso.onmicrosoft.com
    Get-CustomerQualification -All -VettingStatus InReview

    In the runbook. The session is the current one of the runspace.
#>
[CmdletBinding(DefaultParameterSetName = 'Public')]
[OutputType('PartnerQualification.PowerShell.PartnerQualificationSession')]
param(
    [Parameter(Mandatory, ParameterSetName = 'Public')]
    [string] $ApplicationId,

    [Parameter(Mandatory, ParameterSetName = 'Confidential')]
    [string] $ApplicationSecretName,

    [Parameter(Mandatory)]
    [string] $TenantId,

    [string] $SecretName = 'PartnerQualification-RefreshToken',

    [string] $Vault,

    [switch] $FirstConsent,

    [Parameter(ParameterSetName = 'Public')]
    [switch] $DeviceCode,

    [hashtable] $Connection = @{}
)

$ErrorActionPreference = 'Stop'

$where = @{}
if ($Vault) { $where.Vault = $Vault }

# The script block runs again later, in the middle of other commands, when this script has ended: it takes its variables along.
$store = {
    param([securestring] $RefreshToken)
    Set-Secret -Name $SecretName -SecureStringSecret $RefreshToken @where
}.GetNewClosure()

$how = @{ TenantId = $TenantId; OnRefreshTokenChanged = $store } + $Connection
if ($ApplicationSecretName) { $how.Credential = Get-Secret -Name $ApplicationSecretName @where }
else { $how.ApplicationId = $ApplicationId }

if (-not $FirstConsent) { $how.RefreshToken = Get-Secret -Name $SecretName @where }
elseif ($DeviceCode) { $how.DeviceCode = $true }

Connect-PartnerQualification @how
