# The tour of the README, against the sandbox: nothing leaves this machine, and nothing is at stake.
# ./build.ps1 -Task Demo runs it.

#requires -Version 7.4
$ErrorActionPreference = 'Stop'
Import-Module (Get-Item (Join-Path $PSScriptRoot '../out/PartnerQualification/*/PartnerQualification.psd1')).FullName

'A Partner Center in memory, with 25 customers and reviews of three seconds:'
Connect-PartnerQualification -Sandbox -VettingSeconds 3 | Out-Default

'The codes for the Government Community Cloud, with what remains on each:'
$codes = Get-PartnerValidationCode
$codes | Out-Default

$customers = Get-CustomerQualification -All -IncludeUnqualified | Where-Object Qualification -EQ None | Select-Object -First 3
$school, $agency, $company = $customers

'A school, an agency and a company owned by the state each ask for their qualification:'
$requested = @(
    $school | Set-CustomerQualification -Qualification Education -EducationSegment HigherEducation -Website contoso.edu -Confirm:$false
    $agency | Set-CustomerQualification -Qualification GovernmentCommunityCloud -ValidationCode ($codes | Where-Object RemainingCreates -GT 0 | Select-Object -First 1) -Confirm:$false
    $company | Set-CustomerQualification -Qualification StateOwnedEntity -Confirm:$false
)
$requested | Out-Default

'What cannot be right is refused before it is sent, and says why:'
$company | Set-CustomerQualification -Qualification GovernmentCommunityCloud -Confirm:$false -ErrorAction SilentlyContinue -ErrorVariable refusal
"  $($refusal[0].FullyQualifiedErrorId): $($refusal[0].Exception.Message)"
''
'The reviews are followed until they are decided:'
$requested | Wait-CustomerQualification -Timeout 00:01:00 -PollingInterval 00:00:01 | Out-Default

Disconnect-PartnerQualification
