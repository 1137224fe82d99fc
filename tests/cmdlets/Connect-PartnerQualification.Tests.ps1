BeforeAll {
    . $PSScriptRoot/CommonCmdlets.ps1
}

AfterAll {
    Disconnect-PartnerQualification -ErrorAction Ignore
}

Describe 'Connect-PartnerQualification -Sandbox' {
    It 'returns the session it has made current' {
        $session = Connect-PartnerQualification -Sandbox

        $session | Should -BeOfType PartnerQualification.PowerShell.PartnerQualificationSession
        Get-PartnerQualificationContext | Should -Be $session
    }

    It 'tells who, where, and with which credentials' {
        $session = Connect-PartnerQualification -Sandbox

        $session.User | Should -Match '@'
        $session.TenantId | Should -Match '^[0-9a-f-]{36}$'
        $session.Environment | Should -Be Sandbox
        $session.Credentials | Should -Be 'App+User'
        $session.MultifactorAuthentication | Should -BeTrue
        $session.SignInMethod | Should -Be Sandbox
        $session.ExpiresOn | Should -BeGreaterThan ([DateTimeOffset]::UtcNow)
    }

    It 'has as many customers as it is asked for' {
        $null = Connect-PartnerQualification -Sandbox -CustomerCount 7

        @(Get-CustomerQualification -All -IncludeUnqualified).Count | Should -Be 7
    }

    It 'decides reviews after the time it is given' {
        $null = Connect-PartnerQualification -Sandbox -VettingSeconds 0
        $null = Set-CustomerQualification (Get-TestCustomerId 1) Education -EducationSegment K12 -Website contoso.edu -Confirm:$false

        (Get-CustomerQualification (Get-TestCustomerId 1)).VettingStatus | Should -Be Approved
    }

    It 'answers as slowly as it is told to' {
        $null = Connect-PartnerQualification -Sandbox -LatencyMilliseconds 300

        (Measure-Command { Get-PartnerValidationCode }).TotalMilliseconds | Should -BeGreaterThan 290
    }

    It 'refuses Education without a segment under the strict contract' {
        $null = Connect-PartnerQualification -Sandbox -StrictContract
        $null = Set-CustomerQualification (Get-TestCustomerId 1) Education -Confirm:$false -ErrorVariable failure -ErrorAction SilentlyContinue -WarningAction SilentlyContinue

        Get-ErrorId $failure | Should -Be InvalidProperty
    }

    It 'signs in as an application alone' {
        $session = Connect-PartnerQualification -Sandbox -As App

        $session.Credentials | Should -Be App
        $session.User | Should -BeNullOrEmpty
    }

    It 'warns of a sign-in without multifactor authentication' {
        $session = Connect-PartnerQualification -Sandbox -As UserWithoutMfa -WarningVariable warning -WarningAction SilentlyContinue

        $session.MultifactorAuthentication | Should -BeFalse
        $warning | Should -Match 'multifactor'
    }

    It 'leaves the session it replaces usable' {
        $first = Connect-PartnerQualification -Sandbox -CustomerCount 3
        $null = Connect-PartnerQualification -Sandbox -CustomerCount 5

        @(Get-CustomerQualification -All -IncludeUnqualified -Session $first).Count | Should -Be 3
    }
}

Describe 'Connect-PartnerQualification -AccessToken' {
    It 'talks to the endpoint it is given' {
        $session = Connect-TestEmulator

        $session.Endpoint | Should -Be (Get-TestEmulator)
        $session.SignInMethod | Should -Be AccessToken
        @(Get-PartnerValidationCode).Count | Should -Be 2
    }

    It 'refuses a token that has expired' {
        { Connect-PartnerQualification -AccessToken (Get-TestToken expired) -Endpoint (Get-TestEmulator) } |
            Should -Throw -ErrorId 'SessionExpired,*'
    }

    It 'refuses a token that cannot be read' {
        { Connect-PartnerQualification -AccessToken (ConvertTo-SecureString 'nonsense' -AsPlainText -Force) } |
            Should -Throw -ErrorId 'SignInTokenUnreadable,*'
    }

    It 'refuses a token with Bearer in front' {
        { Connect-PartnerQualification -AccessToken (ConvertTo-SecureString 'Bearer a.b.c' -AsPlainText -Force) } |
            Should -Throw -ErrorId 'SignInTokenUnreadable,*'
    }

    It 'refuses a token for another cloud, whatever the endpoint' {
        { Connect-PartnerQualification -AccessToken (Get-TestToken) -Environment China -Endpoint (Get-TestEmulator) } |
            Should -Throw -ErrorId 'SignInTokenAudience,*'
    }

    It 'refuses plain http to another machine' {
        { Connect-PartnerQualification -AccessToken (Get-TestToken) -Endpoint http://example.com } |
            Should -Throw -ErrorId 'InvalidProperty,*'
    }

    It 'keeps the current session when it fails' {
        $session = Connect-TestEmulator
        { Connect-PartnerQualification -AccessToken (Get-TestToken expired) } | Should -Throw

        Get-PartnerQualificationContext | Should -Be $session
    }

    It 'asks the provider for another token when this one expires, in the middle of a run' {
        $null = Connect-TestEmulator
        $script:asked = 0
        $null = Connect-PartnerQualification -AccessToken (Get-TestToken -Lifetime 1) -Endpoint (Get-TestEmulator) -AccessTokenProvider {
            $script:asked++
            Get-TestToken
        }
        $read = Get-TestCustomerId (1..10) | ForEach-Object { Start-Sleep -Milliseconds 150; $_ } | Get-CustomerQualification -IncludeUnqualified

        @($read).Count | Should -Be 10
        $script:asked | Should -Be 1
    }

    It 'says what the provider did wrong' {
        $null = Connect-PartnerQualification -AccessToken (Get-TestToken -Lifetime 1) -Endpoint (Get-TestEmulator) -AccessTokenProvider { throw 'the vault is closed' }
        Start-Sleep -Milliseconds 1100

        { Get-PartnerValidationCode } | Should -Throw -ExpectedMessage '*the vault is closed*' -ErrorId 'SessionExpired,*'
    }
}

Describe 'What a session shows' {
    BeforeAll {
        $session = Connect-TestEmulator
        $secret = [System.Net.NetworkCredential]::new('', (Get-TestToken)).Password.Split('.')[1].Substring(0, 20)
    }

    It 'is no token in Format-List *' {
        $session | Format-List * | Out-String | Should -Not -BeLike "*$secret*"
    }

    It 'is no token in ConvertTo-Json' {
        $session | ConvertTo-Json -Depth 10 -WarningAction Ignore | Should -Not -BeLike "*$secret*"
    }

    It 'is no token in Export-Clixml' {
        $session | Export-Clixml TestDrive:/session.xml -Depth 10

        Get-Content TestDrive:/session.xml -Raw | Should -Not -BeLike "*$secret*"
    }

    It 'is no token in -Debug and -Verbose' {
        Get-PartnerValidationCode -Debug -Verbose *>&1 | Out-String | Should -Not -BeLike "*$secret*"
    }

    It 'is who and where in Format-List' {
        $shown = $session | Get-TestDisplay

        $shown | Should -Contain 'Credentials               : App+User'
    }
}
