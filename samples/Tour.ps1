#requires -Version 7.4
<#
.SYNOPSIS
    The tour of the README, against the sandbox: nothing leaves this machine, and nothing is at stake.

.DESCRIPTION
    `dotnet run --project samples/OfflineTour` runs it where there is no PowerShell, in an engine that has the language and our
    cmdlets, and none of PowerShell's own commands that are not in the engine itself; `./build.ps1 -Task Demo` runs it in
    PowerShell. The module must have been built.

.PARAMETER Unattended
    Nobody is there to answer: the one question of the tour is not asked.
#>
[CmdletBinding()]
param(
    [switch] $Unattended
)

$ErrorActionPreference = 'Stop'
Import-Module "$PSScriptRoot/../out/PartnerQualification"

# Shows commands as somebody would type them, and runs just that text, as at a prompt. Dot-sourced, so that their variables stay.
function Invoke-Step([string] $Title, [scriptblock] $Command) {
    $indentation = [regex]::Match("$Command", '(?m)^ +').Value
    $text = "$Command".Trim() -replace "(?m)^$indentation"
    ''
    "$($PSStyle.Bold)# $Title$($PSStyle.BoldOff)"
    foreach ($line in $text -split '\r?\n') {
        $prompt = if ($line.StartsWith(' ')) { '>>' } else { 'PS>' }
        "$($PSStyle.Foreground.BrightCyan)$prompt $line$($PSStyle.Reset)"
    }
    . ([scriptblock]::Create($text)) | Out-Default
}

. Invoke-Step 'A Partner Center in memory, with 16 customers' {
    $dials = @{ CustomerCount = 16; LatencyMilliseconds = 250 }
    Connect-PartnerQualification -Sandbox -VettingSeconds 4 @dials
}

. Invoke-Step 'Codes for the Government Community Cloud, and what remains on each' {
    $codes = Get-PartnerValidationCode
    $codes
}

. Invoke-Step 'Who has no qualification?' {
    $customers = Get-CustomerQualification -All -IncludeUnqualified |
        Where-Object Qualification -EQ None
    $customers
    $school, $agency, $company, $others = $customers
}

. Invoke-Step 'What would be sent?' {
    $k12 = @{ Qualification = 'Education'; EducationSegment = 'K12' }
    $school | Set-CustomerQualification @k12 -Website contoso.edu -WhatIf
}

if ($Unattended) {
    . Invoke-Step 'What cannot be taken back is asked for, unless nobody is there to answer' {
        $review = $school | Set-CustomerQualification @k12 -Website contoso.edu -Confirm:$false
        $review
    }
}
else {
    . Invoke-Step 'What cannot be taken back is asked for' {
        $review = $school | Set-CustomerQualification @k12 -Website contoso.edu
        $review
    }
}

. Invoke-Step 'The other two qualifications' {
    $gcc = @{ Qualification = 'GovernmentCommunityCloud'; Confirm = $false }
    $agency | Set-CustomerQualification @gcc -ValidationCode 12345
    $entity = @{ Qualification = 'StateOwnedEntity'; Confirm = $false }
    $company | Set-CustomerQualification @entity
}

# The one error that is meant to be seen.
$ErrorActionPreference = 'Continue'
. Invoke-Step 'A refusal is told in the words of the service, with what to do next' {
    $company | Set-CustomerQualification @entity
}
$ErrorActionPreference = 'Stop'

. Invoke-Step 'Many customers run side by side, and come out in order' {
    $others | Set-CustomerQualification @entity -ThrottleLimit 2
}

. Invoke-Step 'The review is followed until it is decided' {
    $review | Wait-CustomerQualification -PollingInterval 1
}

Disconnect-PartnerQualification
