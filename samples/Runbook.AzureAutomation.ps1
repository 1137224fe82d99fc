#requires -Version 5.1
#requires -Modules PartnerQualification
<#
.SYNOPSIS
    An Azure Automation runbook that reports the reviews of qualifications, and keeps its refresh token in Key Vault.

.DESCRIPTION
    What the Automation account holds:
      credential PartnerApp            the confidential application's id and secret
      variable   PartnerTenantId       the partner's tenant
      variable   PartnerKeyVault       the name of the Key Vault

    What the Key Vault holds:
      secret     PartnerRefreshToken   the refresh token of the first consent

    The Automation account's managed identity needs the role 'Key Vault Secrets Officer' on that secret: it reads the token,
    and stores the new one that every redemption brings. The modules Az.Accounts, Az.KeyVault and PartnerQualification are
    imported into the account.

    To begin, once, at a prompt, with the application's id and secret:

        Connect-PartnerQualification -Credential (Get-Credential) -TenantId contoso.onmicrosoft.com -OnRefreshTokenChanged {
            param([securestring] $RefreshToken)
            $null = Set-AzKeyVaultSecret -VaultName contoso-vault -Name PartnerRefreshToken -SecretValue $RefreshToken
        }

.PARAMETER VettingStatus
    Which reviews to report.

.PARAMETER Connection
    More parameters of Connect-PartnerQualification, such as @{ Environment = 'USGovernment' }.

.EXAMPLE
    ./Runbook.AzureAutomation.ps1 -VettingStatus Denied
#>
[CmdletBinding()]
[OutputType('PartnerQualification.CustomerQualification')]
param(
    [string] $VettingStatus = 'InReview',

    [hashtable] $Connection = @{}
)

$ErrorActionPreference = 'Stop'

$application = Get-AutomationPSCredential -Name PartnerApp
$tenant = Get-AutomationVariable -Name PartnerTenantId
$vault = Get-AutomationVariable -Name PartnerKeyVault

$null = Disable-AzContextAutosave -Scope Process
$null = Connect-AzAccount -Identity

# The script block runs again in the middle of a long run, when the session renews: it takes its variables along.
$store = {
    param([securestring] $RefreshToken)
    $null = Set-AzKeyVaultSecret -VaultName $vault -Name PartnerRefreshToken -SecretValue $RefreshToken
}.GetNewClosure()

$stored = Get-AzKeyVaultSecret -VaultName $vault -Name PartnerRefreshToken
if (-not $stored) { throw "Key Vault $vault holds no secret PartnerRefreshToken yet. Do the first consent that this runbook's help describes." }

$null = Connect-PartnerQualification -Credential $application -TenantId $tenant -RefreshToken $stored.SecretValue -OnRefreshTokenChanged $store @Connection
try {
    Get-CustomerQualification -All -VettingStatus $VettingStatus
}
finally {
    Disconnect-PartnerQualification
}
