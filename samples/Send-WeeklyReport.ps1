#requires -Version 5.1
#requires -Modules PartnerQualification
<#
.SYNOPSIS
    Writes the report of all customers and mails it, or posts its sentence and counts to a webhook. For a scheduler, once a week.

.DESCRIPTION
    Uses the current session: connect first, in the script that calls this one. Reading needs an application alone.

    The folder holds the report and its data. The data of the last report that was sent are compared with, so that nothing that has changed goes
    unmentioned because a mail could not be sent: report.json is replaced when it was.

    A mail has the sentence and the counts as its text and the page and the action plan as attachments, as far as they fit: Microsoft Graph takes
    three megabytes. A webhook gets the text alone, as { "text": "..." }.

.PARAMETER Folder
    Where the report is written: report.html, plan.csv and report.json. The folder is kept from week to week.

.PARAMETER To
    Who gets the mail.

.PARAMETER From
    Whose mailbox sends it. The application of the token needs Mail.Send for it.

.PARAMETER GraphToken
    An access token for Microsoft Graph, such as (Get-AzAccessToken -ResourceTypeName MSGraph -AsSecureString).Token.

.PARAMETER GraphEndpoint
    Where Microsoft Graph is; other clouds have another.

.PARAMETER Webhook
    An address that takes { "text": "..." }, as the webhooks of chats do.

.EXAMPLE
    ./Send-WeeklyReport.ps1 -Folder C:\reports -To boss@contoso.example -From reports@contoso.example -GraphToken $token

.EXAMPLE
    ./Send-WeeklyReport.ps1 -Folder ./reports -Webhook $env:CHAT_WEBHOOK
#>
[CmdletBinding()]
param(
    [Parameter(Mandatory, Position = 0)]
    [string] $Folder,

    [Parameter(Mandatory, ParameterSetName = 'Mail')]
    [string[]] $To,

    [Parameter(Mandatory, ParameterSetName = 'Mail')]
    [string] $From,

    [Parameter(Mandatory, ParameterSetName = 'Mail')]
    [securestring] $GraphToken,

    [Parameter(ParameterSetName = 'Mail')]
    [uri] $GraphEndpoint = 'https://graph.microsoft.com/v1.0',

    [Parameter(Mandatory, ParameterSetName = 'Webhook')]
    [uri] $Webhook
)

$ErrorActionPreference = 'Stop'
$attachmentLimit = 3MB

# Windows PowerShell would send text in another character set than it says.
function Send-Json([uri] $Address, [hashtable] $Content, [hashtable] $Headers = @{}) {
    $bytes = [System.Text.Encoding]::UTF8.GetBytes((ConvertTo-Json $Content -Depth 6))
    $null = Invoke-RestMethod $Address -Method Post -Headers $Headers -Body $bytes -ContentType 'application/json; charset=utf-8'
}

function ConvertTo-Attachment([string] $Path) {
    @{ '@odata.type' = '#microsoft.graph.fileAttachment'; name = Split-Path $Path -Leaf; contentBytes = [Convert]::ToBase64String([IO.File]::ReadAllBytes($Path)) }
}

$Folder = (New-Item -ItemType Directory $Folder -Force).FullName
$data = Join-Path $Folder report.json
$new = Join-Path $Folder report.new.json

# A customer that cannot be read is an error that must not end the script: the report lists it.
$report = Export-CustomerQualificationReport (Join-Path $Folder report.html) -All -Since $data -DataPath $new -ActionPlanPath (Join-Path $Folder plan.csv) -ErrorAction Continue

if ($Webhook) {
    Send-Json $Webhook @{ text = $report.Body }
}
else {
    # Base64 makes four bytes of three.
    $size = 0
    $fitting = @(foreach ($file in $report.Path, $report.ActionPlanPath) {
            # What does not fit takes no room from what does.
            $attached = (Get-Item $file).Length * 4 / 3
            if ($size + $attached -gt $attachmentLimit) { continue }
            $size += $attached
            $file
        })
    $body = if ($fitting.Count -eq 2) { $report.Body } else { "$($report.Body)`n`nThe report is too large to be attached whole. It is here: $($report.Path)" }
    $message = @{
        subject      = $report.Sentence
        body         = @{ contentType = 'Text'; content = $body }
        toRecipients = @($To | ForEach-Object { @{ emailAddress = @{ address = $_ } } })
        attachments  = @($fitting | ForEach-Object { ConvertTo-Attachment $_ })
    }
    $token = [System.Net.NetworkCredential]::new('', $GraphToken).Password
    Send-Json "$("$GraphEndpoint".TrimEnd('/'))/users/$([uri]::EscapeDataString($From))/sendMail" @{ message = $message } -Headers @{ Authorization = "Bearer $token" }
}

Move-Item $new $data -Force
$report
