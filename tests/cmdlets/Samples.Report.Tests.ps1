# The samples of the report: the runbook that mails or posts it, and the job for GitHub.

BeforeAll {
    . $PSScriptRoot/CommonCmdlets.ps1
    $samples = (Resolve-Path $PSScriptRoot/../../samples).Path
    $runbook = Join-Path $samples Send-WeeklyReport.ps1

    # Takes one request on loopback, answers it with a status, and gives what arrived.
    function Start-Receiver([int] $Status = 202) {
        $listener = [System.Net.HttpListener]::new()
        $port = 0
        foreach ($attempt in 1..20) {
            $probe = [System.Net.Sockets.TcpListener]::new([System.Net.IPAddress]::Loopback, 0)
            $probe.Start()
            $port = $probe.LocalEndpoint.Port
            $probe.Stop()
            $listener.Prefixes.Clear()
            $listener.Prefixes.Add("http://127.0.0.1:$port/")
            try { $listener.Start(); break }
            catch [System.Net.HttpListenerException] { if ($attempt -eq 20) { throw } }
        }

        $job = Start-ThreadJob {
            $context = ($using:listener).GetContext()
            $reader = [System.IO.StreamReader]::new($context.Request.InputStream)
            $text = $reader.ReadToEnd()
            $context.Response.StatusCode = $using:Status
            $context.Response.Close()
            @{ Path = $context.Request.RawUrl; Authorization = $context.Request.Headers['Authorization']; Body = ConvertFrom-Json $text }
        }
        @{ Address = "http://127.0.0.1:$port/"; Listener = $listener; Job = $job }
    }

    function Receive-Request($Receiver) {
        try { Receive-Job $Receiver.Job -Wait -AutoRemoveJob }
        finally { $Receiver.Listener.Close() }
    }
}

Describe 'samples/Send-WeeklyReport.ps1' {
    BeforeEach {
        $session = Connect-PartnerQualification -Sandbox -VettingSeconds 0 -CustomerCount 6
        $null = Set-CustomerQualification c0000000-0000-4000-8000-000000000003 Education -EducationSegment K12 -Website contoso.com -Confirm:$false -WarningAction Ignore
        $folder = Join-Path $TestDrive (New-Guid)
    }

    AfterEach {
        Disconnect-PartnerQualification -Session $session
    }

    It 'mails the sentence and the counts, with page and plan attached' {
        $receiver = Start-Receiver
        $report = & $runbook $folder -To boss@contoso.example, second@contoso.example -From reports@contoso.example -GraphEndpoint "$($receiver.Address)v1.0/" -GraphToken (ConvertTo-SecureString graph-token -AsPlainText -Force) -WarningAction SilentlyContinue
        $request = Receive-Request $receiver

        $request.Path | Should -Be '/v1.0/users/reports%40contoso.example/sendMail'
        $request.Authorization | Should -Be 'Bearer graph-token'
        $message = $request.Body.message
        $message.subject | Should -Be '1 denied, nothing waiting for more than three business days.'
        $message.body.content | Should -Be $report.Body
        $message.toRecipients | ForEach-Object { $_.emailAddress.address } | Should -Be boss@contoso.example, second@contoso.example
        $message.attachments.name | Should -Be report.html, plan.csv
        [Convert]::FromBase64String($message.attachments[0].contentBytes) | Should -Be ([IO.File]::ReadAllBytes("$folder/report.html"))
        (Get-ChildItem $folder).Name | Should -Be plan.csv, report.html, report.json
    }

    It 'posts to a webhook what has changed since the last report' {
        $receiver = Start-Receiver
        $null = & $runbook $folder -Webhook $receiver.Address -WarningAction SilentlyContinue
        $null = Receive-Request $receiver
        $null = Set-CustomerQualification c0000000-0000-4000-8000-000000000001 StateOwnedEntity -Confirm:$false

        $receiver = Start-Receiver
        $report = & $runbook $folder -Webhook $receiver.Address
        $request = Receive-Request $receiver

        $report.Changed | Should -Be 1
        $request.Body.text | Should -Be $report.Body
        $request.Body.text | Should -BeLike '1 denied, nothing waiting for more than three business days, 1 changed since *'
    }

    It 'compares again with the last report that was sent, where sending fails' {
        $receiver = Start-Receiver
        $null = & $runbook $folder -Webhook $receiver.Address -WarningAction SilentlyContinue
        $null = Receive-Request $receiver
        $null = Set-CustomerQualification c0000000-0000-4000-8000-000000000001 StateOwnedEntity -Confirm:$false

        $receiver = Start-Receiver -Status 500
        { & $runbook $folder -Webhook $receiver.Address } | Should -Throw
        $null = Receive-Request $receiver
        $receiver = Start-Receiver
        $report = & $runbook $folder -Webhook $receiver.Address
        $null = Receive-Request $receiver

        $report.Changed | Should -Be 1
    }

    It 'says where the report is, where it is too large for a mail' {
        $null = New-Item -ItemType Directory $folder
        $many = 1..1200 | ForEach-Object { @{ CustomerId = 'c0000000-0000-4000-8000-{0:x12}' -f $_; CompanyName = "Contoso School $_ $('x' * 2000)"; Qualification = 'StateOwnedEntity'; VettingStatus = '' } }
        $null = $many | Connect-PartnerQualification -Sandbox
        $receiver = Start-Receiver
        $null = & $runbook $folder -To boss@contoso.example -From reports@contoso.example -GraphEndpoint $receiver.Address -GraphToken (ConvertTo-SecureString graph-token -AsPlainText -Force) -WarningAction SilentlyContinue
        $request = Receive-Request $receiver

        $request.Body.message.attachments.name | Should -Be plan.csv
        $request.Body.message.body.content | Should -BeLike "*It is here: $folder*report.html"
        Disconnect-PartnerQualification
    }
}

Describe 'samples/weekly-report.yml' {
    BeforeAll {
        $job = Get-Content (Join-Path $samples weekly-report.yml) -Raw

        # The step's script, as the job runs it: without what the file indents it by.
        $found = [regex]::Match($job, '(?ms)^      - name: Write the report\n.*?^        run: \|\n(?<script>(?:          [^\n]*\n|\n)+)')
        $step = $found.Groups['script'].Value -replace '(?m)^          '
    }

    It 'writes report, plan, data and the summary, and compares with the last run' {
        $folder = (New-Item -ItemType Directory (Join-Path $TestDrive (New-Guid))).FullName
        $null = New-Item -ItemType Directory "$folder/modules"
        Copy-Item (Split-Path (Get-TestModulePath)) "$folder/modules/PartnerQualification" -Recurse
        Set-Content "$folder/summary.md" ''

        $said = Invoke-FreshPowerShell {
            $folder, $step = $args
            Set-Location $folder
            $env:PARTNER_APPLICATION_ID = 'a0000000-0000-4000-8000-000000000001'
            $env:PARTNER_APPLICATION_SECRET = 'a secret'
            $env:GITHUB_STEP_SUMMARY = "$folder/summary.md"
            function Connect-PartnerQualification { PartnerQualification\Connect-PartnerQualification -Sandbox -As App -CustomerCount 6 }
            $ErrorActionPreference = 'Stop'
            $WarningPreference = 'SilentlyContinue'
            & ([scriptblock]::Create($step))
            Move-Item report last
            & ([scriptblock]::Create($step))
        } $folder, $step

        $said[0] | Should -Be 'Nothing denied, nothing waiting for more than three business days.'
        $said[1] | Should -BeLike 'Nothing denied, nothing waiting for more than three business days, nothing changed since *'
        (Get-ChildItem "$folder/report").Name | Should -Be plan.csv, report.html, report.json
        Get-Content "$folder/summary.md" -Raw | Should -BeLike "$($said[1])*| Customers | 6 |*"
    }
}
