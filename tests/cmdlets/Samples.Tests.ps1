BeforeAll {
    . $PSScriptRoot/Helpers.ps1
    $samples = (Get-Item (Join-Path $PSScriptRoot ../../samples)).FullName
    $runbook = Join-Path $samples Set-QualificationFromCsv.ps1

    # A file of customers in a folder of its own.
    function New-CustomerFile([string[]] $Row) {
        $path = Join-Path (New-Item -ItemType Directory (Join-Path $TestDrive (New-Guid))) rows.csv
        Set-Content $path (@('CustomerId,Qualification,EducationSegment,Website,ValidationCode') + $Row)
        $path
    }

    # Runs the runbook in this session. Gives its summary, its exit code, its warnings and what it wrote.
    function Invoke-Runbook([string] $Path, [hashtable] $Parameter = @{}) {
        $summary = & $runbook -Path $Path @Parameter -WarningVariable warnings -WarningAction SilentlyContinue
        [pscustomobject]@{
            Summary  = $summary
            ExitCode = $LASTEXITCODE
            Warnings = "$warnings"
            Results  = @(Read-CsvFile ([IO.Path]::ChangeExtension($Path, '.results.csv')))
            Errors   = @(Read-CsvFile ([IO.Path]::ChangeExtension($Path, '.errors.csv')))
        }
    }

    function Read-CsvFile([string] $Path) {
        if (Test-Path $Path) { Import-Csv $Path }
    }

    $good = @(
        'c0000000-0000-4000-8000-000000000001,Education,K12,school.contoso.edu,'
        'c0000000-0000-4000-8000-000000000002,GovernmentCommunityCloud,,,12345'
        'c0000000-0000-4000-8000-000000000003,StateOwnedEntity,,,'
    )
    $bad = @(
        'not-an-id,StateOwnedEntity,,,'
        'c0000000-0000-4000-8000-000000000017,StateOwnedEntity,,,'
    )
}

Describe 'samples/Set-QualificationFromCsv.ps1' {
    BeforeEach {
        $session = Connect-PartnerQualification -Sandbox
    }

    AfterEach {
        Disconnect-PartnerQualification -Session $session
    }

    It 'sets every row and ends with 0' {
        $run = Invoke-Runbook (New-CustomerFile $good)

        $run.ExitCode | Should -Be 0
        $run.Summary.Set, $run.Summary.Skipped, $run.Summary.Failed | Should -Be 3, 0, 0
        $run.Results.CustomerId | Should -Be ($good | ForEach-Object { ($_ -split ',')[0] })
        $run.Errors | Should -BeNullOrEmpty
        (Get-CustomerQualification c0000000-0000-4000-8000-000000000002).Qualification | Should -Be GovernmentCommunityCloud
    }

    It 'writes bad rows into the error file, sets the others and ends with 1' {
        $run = Invoke-Runbook (New-CustomerFile ($good[0], $bad[0], $good[1], $bad[1]))

        $run.ExitCode | Should -Be 1
        $run.Summary.Set, $run.Summary.Failed | Should -Be 2, 2
        $run.Errors.ErrorId | Should -Be CustomerIdInvalid, TaggingDenied
        $run.Errors.CustomerId | Should -Be not-an-id, c0000000-0000-4000-8000-000000000017
        $run.Errors[1].CorrelationId | Should -Match '^[0-9a-f-]{36}$'
        $run.Errors[0].RecommendedAction | Should -Not -BeNullOrEmpty
    }

    It 'skips everything when it is run again' {
        $file = New-CustomerFile $good
        $null = Invoke-Runbook $file
        $run = Invoke-Runbook $file

        $run.ExitCode | Should -Be 0
        $run.Summary.Set, $run.Summary.Skipped | Should -Be 0, 3
        $run.Results.Skipped | Should -Be True, True, True
    }

    It 'sets what is missing when it is run again' {
        $null = Set-CustomerQualification c0000000-0000-4000-8000-000000000002 -Qualification GovernmentCommunityCloud -ValidationCode 12345 -Confirm:$false
        $run = Invoke-Runbook (New-CustomerFile $good)

        $run.Summary.Set, $run.Summary.Skipped | Should -Be 2, 1
    }

    It 'asks again for what was denied' {
        $denying = Connect-PartnerQualification -Sandbox -VettingSeconds 0
        $null = Set-CustomerQualification c0000000-0000-4000-8000-000000000001 -Qualification Education -EducationSegment K12 -Website contoso.com -Confirm:$false
        $run = Invoke-Runbook (New-CustomerFile $good[0])
        Disconnect-PartnerQualification -Session $denying

        $run.Summary.Set, $run.Summary.Skipped | Should -Be 1, 0
    }

    It 'ends with 2 where there is no file, and says so' {
        $run = Invoke-Runbook (Join-Path $TestDrive nowhere.csv)

        $run.ExitCode | Should -Be 2
        $run.Warnings | Should -BeLike '*could not begin: There is no file*nowhere.csv*'
    }

    It 'ends with 2 where the session cannot set, and sends nothing' {
        $app = Connect-PartnerQualification -Sandbox -As App
        $run = Invoke-Runbook (New-CustomerFile $good)
        Disconnect-PartnerQualification -Session $app

        $run.ExitCode | Should -Be 2
        $run.Warnings | Should -BeLike '*only a user*'
        $run.Results | Should -BeNullOrEmpty
    }

    It 'ends with 2 where nobody is connected, and leaves the files of the run before' {
        $file = New-CustomerFile $good
        $null = Invoke-Runbook $file
        Disconnect-PartnerQualification
        $run = Invoke-Runbook $file
        $session = Connect-PartnerQualification -Sandbox

        $run.ExitCode | Should -Be 2
        $run.Warnings | Should -BeLike '*could not begin: There is no session*'
        $run.Results.Count | Should -Be 3
    }

    It 'connects by itself, and leaves the current session alone where it is given how' {
        $run = Invoke-Runbook (New-CustomerFile $good) @{ Connection = @{ Sandbox = $true }; ThrottleLimit = 2 }

        $run.ExitCode | Should -Be 0
        $session.IsConnected | Should -BeTrue
        Get-CustomerQualification c0000000-0000-4000-8000-000000000003 -Session $session | Should -BeNullOrEmpty
    }

    It 'gives its exit code to whoever starts it as docs/running-again.md says' {
        $modulePath = $env:PSModulePath
        $env:PSModulePath = (Split-Path (Get-TestModulePath) | Split-Path | Split-Path) + [System.IO.Path]::PathSeparator + $modulePath
        try {
            $file = New-CustomerFile $bad
            $null = & (Get-Process -Id $PID).Path -NoProfile -NonInteractive -Command "& '$runbook' '$file' -Connection @{ Sandbox = `$true }; exit `$LASTEXITCODE"
        }
        finally {
            $env:PSModulePath = $modulePath
        }

        $LASTEXITCODE | Should -Be 1
    }
}

Describe 'samples/customers.csv' {
    It 'is taken by the sandbox, row by row' {
        $session = Connect-PartnerQualification -Sandbox -StrictContract
        $results = Import-Csv (Join-Path $samples customers.csv) | Set-CustomerQualification -Confirm:$false -ErrorVariable failed
        Disconnect-PartnerQualification -Session $session

        $failed | Should -BeNullOrEmpty
        $results.Qualification | Should -Be Education, Education, GovernmentCommunityCloud, StateOwnedEntity
    }
}
