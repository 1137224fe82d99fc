BeforeAll {
    . $PSScriptRoot/CommonCmdlets.ps1
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

    # Runs pwsh as a scheduler does, and gives what it wrote; $LASTEXITCODE is its exit code. The module is on its path.
    function Invoke-Scheduled([string[]] $ArgumentList, [string] $ModuleFolder = (Split-Path (Get-TestModulePath) | Split-Path | Split-Path)) {
        $modulePath = $env:PSModulePath
        $env:PSModulePath = $ModuleFolder + [System.IO.Path]::PathSeparator + $modulePath
        try { & (Get-Process -Id $PID).Path -NoProfile -NonInteractive -File @ArgumentList 2>&1 | ForEach-Object { "$_" } }
        finally { $env:PSModulePath = $modulePath }
    }

    # A script that connects, as docs/running-again.md describes it.
    function New-ConnectScript {
        $path = Join-Path $TestDrive "$(New-Guid).ps1"
        Set-Content $path 'Connect-PartnerQualification -Sandbox'
        $path
    }

    # The files of a run before, next to the input.
    function Set-EarlierFile([string] $Path) {
        foreach ($extension in '.results.csv', '.errors.csv') { Set-Content ([IO.Path]::ChangeExtension($Path, $extension)) 'earlier' }
    }

    function Get-EarlierFile([string] $Path) {
        foreach ($extension in '.results.csv', '.errors.csv') { (Get-Content ([IO.Path]::ChangeExtension($Path, $extension)) -Raw).Trim() }
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

    It 'says that no rows came in from a file that <Name>' -ForEach @(
        @{ Name = 'is empty'; Text = '' }
        @{ Name = 'has only a header'; Text = 'CustomerId,Qualification,EducationSegment,Website,ValidationCode' }
    ) {
        $path = New-CustomerFile @()
        Set-Content $path $Text

        $run = Invoke-Runbook $path

        $run.ExitCode | Should -Be 0
        $run.Summary.Rows, $run.Summary.Set, $run.Summary.Failed | Should -Be 0, 0, 0
        $run.Warnings | Should -BeLike "No rows came in: the file '*rows.csv'*"
    }

    It 'sets every row and ends with 0' {
        $run = Invoke-Runbook (New-CustomerFile $good)

        $run.ExitCode | Should -Be 0
        $run.Summary.Rows, $run.Summary.Set, $run.Summary.Skipped, $run.Summary.Failed | Should -Be 3, 3, 0, 0
        $run.Results.CustomerId | Should -Be ($good | ForEach-Object { ($_ -split ',')[0] })
        $run.Errors | Should -BeNullOrEmpty
        (Get-CustomerQualification c0000000-0000-4000-8000-000000000002).Qualification | Should -Be GovernmentCommunityCloud
    }

    It 'writes bad rows into the error file, sets the others and ends with 1' {
        $run = Invoke-Runbook (New-CustomerFile ($good[0], $bad[0], $good[1], $bad[1]))

        $run.ExitCode | Should -Be 1
        $run.Summary.Set, $run.Summary.Failed | Should -Be 2, 2
        $run.Errors.ErrorId | Should -Be CustomerIdInvalid, TaggingDenied
        $run.Errors.Row | Should -Be 2, 4
        $run.Errors.CustomerId | Should -Be not-an-id, c0000000-0000-4000-8000-000000000017
        $run.Errors[1].CorrelationId | Should -Match '^[0-9a-f-]{36}$'
        $run.Errors[0].RecommendedAction | Should -Not -BeNullOrEmpty
    }

    It 'writes the failed rows with their own columns, so that they can be corrected and given back' {
        $file = New-CustomerFile ($good[0], $bad[0], $bad[1])
        $null = Invoke-Runbook $file
        $failed = [IO.Path]::ChangeExtension($file, '.errors.csv')
        (Get-Content $failed) -replace '"not-an-id"', '"c0000000-0000-4000-8000-000000000002"' | Set-Content $failed
        $run = Invoke-Runbook $failed

        (Get-Content $failed)[0] | Should -Be '"CustomerId","Qualification","EducationSegment","Website","ValidationCode","Row","ErrorId","Message","RecommendedAction","RequestId","CorrelationId"'
        $run.Summary.Set, $run.Summary.Failed | Should -Be 1, 1
        $run.Errors.CustomerId, $run.Errors.Row, $run.Errors.ErrorId | Should -Be c0000000-0000-4000-8000-000000000017, 2, TaggingDenied
        @($run.Errors[0].PSObject.Properties.Name).Count | Should -Be 11
    }

    It 'sends nothing when it is run again, and keeps what it wrote of the first run' {
        $file = New-CustomerFile $good
        $null = Connect-TestEmulator
        $first = Invoke-Runbook $file
        $arrived = (Get-TestEmulatorState).customers.postsArrived
        $run = Invoke-Runbook $file

        $run.ExitCode | Should -Be 0
        $run.Summary.Set, $run.Summary.Skipped | Should -Be 0, 3
        $run.Results.Skipped | Should -Be True, True, True
        $run.Results.SkipReason | Should -Be Journal, Journal, Journal
        $run.Results.RequestId | Should -Be $first.Results.RequestId
        (Get-TestEmulatorState).customers.postsArrived | Should -Be $arrived
    }

    It 'skips what somebody else has set, although its journal is gone' {
        $file = New-CustomerFile $good
        $null = Invoke-Runbook $file
        Remove-Item ([IO.Path]::ChangeExtension($file, '.journal.jsonl'))
        $run = Invoke-Runbook $file

        $run.Summary.Set, $run.Summary.Skipped | Should -Be 0, 3
        $run.Results.SkipReason | Should -Be InReview, AlreadyHeld, AlreadyHeld
    }

    It 'sets what is missing when it is run again' {
        $null = Set-CustomerQualification c0000000-0000-4000-8000-000000000002 -Qualification GovernmentCommunityCloud -ValidationCode 12345 -Confirm:$false
        $run = Invoke-Runbook (New-CustomerFile $good)

        $run.Summary.Set, $run.Summary.Skipped | Should -Be 2, 1
    }

    It 'requests once what is denied, however often it runs' {
        $file = New-CustomerFile 'c0000000-0000-4000-8000-000000000001,Education,K12,contoso.com,'
        $null = Connect-TestEmulator -Dials @{ vettingSeconds = 0 }
        $nights = 1..3 | ForEach-Object { Invoke-Runbook $file }

        $nights.ExitCode | Should -Be 0, 0, 0
        $nights | ForEach-Object { $_.Summary.Set } | Should -Be 1, 0, 0
        $nights | ForEach-Object { $_.Summary.Denied } | Should -Be 0, 1, 1
        $nights[-1].Results.VettingStatus, $nights[-1].Results.SkipReason | Should -Be Denied, Journal
        (Get-TestEmulatorState).customers.postsArrived | Should -Be 1
    }

    It 'ends with 2 where there is no file, says so, and leaves the files of the run before' {
        $file = Join-Path $TestDrive nowhere.csv
        Set-EarlierFile $file
        $run = Invoke-Runbook $file

        $run.ExitCode | Should -Be 2
        $run.Warnings | Should -BeLike '*could not begin: There is no file*nowhere.csv*'
        Get-EarlierFile $file | Should -Be earlier, earlier
    }

    It 'ends with 2 where the session cannot set, sends nothing, and leaves the files of the run before' {
        $file = New-CustomerFile $good
        Set-EarlierFile $file
        $app = Connect-PartnerQualification -Sandbox -As App
        $run = Invoke-Runbook $file
        Disconnect-PartnerQualification -Session $app

        $run.ExitCode | Should -Be 2
        $run.Warnings | Should -BeLike '*could not begin: *only a user*'
        Get-EarlierFile $file | Should -Be earlier, earlier
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

    It 'ends with 2 where <Case>, and leaves the files of the run before' -ForEach @(
        @{ Case = 'the column of the customers is missing'; Header = 'Customer,Qualification'; Missing = 'CustomerId' }
        @{ Case = 'the column of the qualifications is missing'; Header = 'CustomerId,Kind'; Missing = 'Qualification' }
        @{ Case = 'the delimiter is another one'; Header = 'CustomerId;Qualification'; Missing = 'CustomerId' }
    ) {
        $file = New-CustomerFile
        Set-Content $file $Header, 'c0000000-0000-4000-8000-000000000001,StateOwnedEntity'
        Set-EarlierFile $file
        $run = Invoke-Runbook $file

        $run.ExitCode | Should -Be 2
        $run.Warnings | Should -BeLike "*could not begin: The file * has no column $Missing.*"
        Get-EarlierFile $file | Should -Be earlier, earlier
    }

    It 'ends with 2 where another run uses the journal, sends nothing, and leaves the files of the run before' {
        $file = New-CustomerFile $good
        Set-EarlierFile $file
        $lock = [IO.File]::Open([IO.Path]::ChangeExtension($file, '.journal.jsonl.lock'), 'OpenOrCreate', 'ReadWrite', 'None')
        try { $run = Invoke-Runbook $file } finally { $lock.Dispose() }

        $run.ExitCode | Should -Be 2
        $run.Warnings | Should -BeLike '*could not begin: *rows.journal.jsonl*'
        Get-EarlierFile $file | Should -Be earlier, earlier
    }

    It 'ends with 2 where the run is cut short, leaves the files of the run before, and goes on when it is run again' {
        $file = New-CustomerFile $good
        Set-EarlierFile $file
        $cut = Invoke-Runbook $file @{ ErrorPath = Join-Path $TestDrive no-such-folder/errors.csv; ResultPath = Join-Path $TestDrive no-such-folder/results.csv }
        $earlier = Get-EarlierFile $file
        $run = Invoke-Runbook $file

        $cut.ExitCode | Should -Be 2
        $cut.Warnings | Should -BeLike '*was cut short: *no-such-folder*Repeat it: what is done is in the journal*'
        $earlier | Should -Be earlier, earlier
        $run.ExitCode, $run.Summary.Skipped | Should -Be 0, 3
        $run.Results.SkipReason | Should -Be Journal, Journal, Journal
    }

    It 'replaces the files of the run before, however long they were' {
        $file = New-CustomerFile $good
        Set-EarlierFile $file
        Set-Content ([IO.Path]::ChangeExtension($file, '.results.csv')) ('earlier' * 1000)
        $run = Invoke-Runbook $file

        $run.Results.CustomerId | Should -Be ($good | ForEach-Object { ($_ -split ',')[0] })
        $run.Errors | Should -BeNullOrEmpty
    }

    It 'connects by itself, and leaves the current session alone where it is given how' {
        $run = Invoke-Runbook (New-CustomerFile $good) @{ Connection = @{ Sandbox = $true }; ThrottleLimit = 2 }

        $run.ExitCode | Should -Be 0
        $session.IsConnected | Should -BeTrue
        Get-CustomerQualification c0000000-0000-4000-8000-000000000003 -Session $session | Should -BeNullOrEmpty
    }
}

Describe 'samples/Set-QualificationFromCsv.ps1, started as docs/running-again.md says' {
    It 'ends with 0 where every row was set' {
        $file = New-CustomerFile $good
        $null = Invoke-Scheduled $runbook, $file, '-ConnectScript', (New-ConnectScript)

        $LASTEXITCODE | Should -Be 0
        @(Read-CsvFile ([IO.Path]::ChangeExtension($file, '.results.csv'))).Count | Should -Be 3
    }

    It 'ends with 1 where rows failed' {
        $file = New-CustomerFile $bad
        $null = Invoke-Scheduled $runbook, $file, '-ConnectScript', (New-ConnectScript)

        $LASTEXITCODE | Should -Be 1
        @(Read-CsvFile ([IO.Path]::ChangeExtension($file, '.errors.csv'))).Count | Should -Be 2
    }

    It 'ends with 2 where the script that connects is missing, and leaves the files of the run before' {
        $file = New-CustomerFile $good
        Set-EarlierFile $file
        $null = Invoke-Scheduled $runbook, $file, '-ConnectScript', (Join-Path $TestDrive nowhere.ps1)

        $LASTEXITCODE | Should -Be 2
        Get-EarlierFile $file | Should -Be earlier, earlier
    }

    It 'ends with <ExitCode> where <Case>, says so, and leaves the files of the run before' -ForEach @(
        @{ Case = 'the script is missing'; ExitCode = 64; Script = 'nowhere.ps1'; Extra = @(); Says = '*nowhere.ps1*' }
        @{ Case = 'a parameter is unknown'; ExitCode = 1; Script = $null; Extra = @('-NoSuchParameter'); Says = '*NoSuchParameter*' }
    ) {
        $file = New-CustomerFile $good
        Set-EarlierFile $file
        $said = Invoke-Scheduled (@($Script ? (Join-Path $TestDrive $Script) : $runbook) + $file + $Extra)

        $LASTEXITCODE | Should -Be $ExitCode
        "$said" | Should -BeLike $Says
        Get-EarlierFile $file | Should -Be earlier, earlier
    }

    It 'ends with 1 where the input is not given' {
        $said = Invoke-Scheduled $runbook

        $LASTEXITCODE | Should -Be 1
        "$said" | Should -BeLike '*Path*'
    }

    It 'ends with 1 where the module is missing, says so, and leaves the files of the run before' {
        $file = New-CustomerFile $good
        Set-EarlierFile $file
        $said = Invoke-Scheduled $runbook, $file, '-ConnectScript', (New-ConnectScript) -ModuleFolder (Join-Path $TestDrive nothing-here)

        $LASTEXITCODE | Should -Be 1
        "$said" | Should -BeLike '*PartnerQualification*'
        Get-EarlierFile $file | Should -Be earlier, earlier
    }
}

Describe 'samples/customers.csv' {
    It 'is taken by the sandbox, row by row' {
        $session = Connect-PartnerQualification -Sandbox
        $results = Import-Csv (Join-Path $samples customers.csv) | Set-CustomerQualification -Confirm:$false -ErrorVariable failed
        Disconnect-PartnerQualification -Session $session

        $failed | Should -BeNullOrEmpty
        $results.Qualification | Should -Be Education, Education, GovernmentCommunityCloud, StateOwnedEntity
    }
}
