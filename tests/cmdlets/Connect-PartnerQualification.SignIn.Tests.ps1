# Every way to sign in, through the cmdlets: MSAL itself against a token service of ours, the API at the emulator.

BeforeAll {
    . $PSScriptRoot/SignIn.ps1
    $api = Reset-TestEmulator
    $env:PQ_EMULATOR = Get-TestEmulator
}

AfterAll {
    $null = Reset-TestEmulator
    Disconnect-PartnerQualification -ErrorAction Ignore
}

Describe 'Parameter sets' {
    It 'refuses <Name> before anything is sent' -ForEach @(
        @{ Name = 'a credential beside an application id'; Parameters = @{ Credential = 'c'; ApplicationId = 'a' } }
        @{ Name = 'a device code for an application with a secret'; Parameters = @{ Credential = 'c'; DeviceCode = $true } }
        @{ Name = 'a sandbox with a proxy'; Parameters = @{ Sandbox = $true; Proxy = 'http://127.0.0.1:1' } }
        @{ Name = 'refresh tokens of an application alone'; Parameters = @{ ApplicationId = 'a'; TenantId = 't.example'; AppOnly = $true; OnRefreshTokenChanged = {} } }
        @{ Name = 'an access token with a refresh token'; Parameters = @{ AccessToken = 's'; RefreshToken = 's'; ApplicationId = 'a' } }
    ) {
        if ($parameters['Credential']) { $parameters.Credential = [pscredential]::new('a', (ConvertTo-TestSecret 'x')) }
        foreach ($name in 'AccessToken', 'RefreshToken') { if ($parameters[$name]) { $parameters[$name] = ConvertTo-TestSecret 'x' } }

        { Connect-PartnerQualification @parameters } | Should -Throw -ErrorId 'AmbiguousParameterSet,*'
    }

    It 'says which parameter is missing' {
        { Connect-PartnerQualification -Credential (Get-TestCredential (New-TestApp 's')) -AppOnly } | Should -Throw '*TenantId*' -ErrorId 'MissingMandatoryParameter,*'
    }

    It 'does not take a way that is turned off for another one' {
        { Connect-PartnerQualification -Credential (Get-TestCredential (New-TestApp 's')) -TenantId x.example -AppOnly:$false } | Should -Throw '*cannot be turned off*'
    }

    It 'completes the parameters of the way that was begun, and no others' {
        $line = 'Connect-PartnerQualification -DeviceCode -'
        $offered = (TabExpansion2 $line $line.Length).CompletionMatches.CompletionText

        $offered | Should -Contain '-CopyCode'
        $offered | Should -Not -Contain '-Credential'
        $offered | Should -Not -Contain '-Sandbox'
    }
}

Describe 'Device code' {
    BeforeEach { $app = New-TestApp }

    It 'leaves the clipboard alone unless it is asked to copy' {
        $script:copied = @()
        function global:Set-Clipboard { param($Value) $script:copied += $Value }
        try {
            $null = Connect-PartnerQualification -ApplicationId $app.ClientId -DeviceCode @api 6>$null
            $script:copied.Count | Should -Be 0
            $null = Connect-PartnerQualification -ApplicationId $app.ClientId -DeviceCode -CopyCode @api 6>$null
            $script:copied | Should -Be 'CODE12345'
        }
        finally {
            Remove-Item function:global:Set-Clipboard
        }
    }

    It 'goes on with a warning where there is no clipboard' {
        function global:Set-Clipboard { param($Value) throw "no clipboard for $($Value.Length) characters" }
        try {
            $session = Connect-PartnerQualification -ApplicationId $app.ClientId -DeviceCode -CopyCode @api 6>$null -WarningVariable warning -WarningAction SilentlyContinue
            $session.User | Should -Be $app.User
            $warning | Should -BeLike '*no clipboard for 9 characters*'
        }
        finally {
            Remove-Item function:global:Set-Clipboard
        }
    }

    It 'ends the wait at once when it is stopped' {
        $app.PendingAnswers = [int]::MaxValue
        $powershell = [powershell]::Create()
        $null = $powershell.AddScript({ param($module, $id) Import-Module $module; Connect-PartnerQualification -ApplicationId $id -DeviceCode }).AddArgument((Get-TestModulePath)).AddArgument($app.ClientId)
        $run = $powershell.BeginInvoke()
        Wait-TestCondition { $app.Requests('device_code') -gt 0 }

        $time = Measure-Command { $powershell.Stop() }

        $time.TotalSeconds | Should -BeLessThan 2
        $powershell.InvocationStateInfo.State | Should -Be Stopped
        $run.IsCompleted | Should -BeTrue
    }
}

Describe 'Secure Application Model' {
    It 'signs in a confidential application with its certificate' {
        $app = New-TestApp
        $app.Certificate = New-TestCertificate

        (Connect-PartnerQualification -ApplicationId $app.ClientId -Certificate $app.Certificate -RefreshToken (New-TestRefreshToken $app) @api).User | Should -Be $app.User
    }

    It 'explains a refresh token that <Name>' -ForEach @(
        @{ Name = 'has expired'; Number = 700082; Id = 'SignInRefreshTokenExpired' }
        @{ Name = 'was revoked'; Number = 50173; Id = 'SignInRefreshTokenRevoked' }
        @{ Name = 'has no multifactor authentication'; Number = 50076; Id = 'SignInMfaRequired' }
    ) {
        $app = New-TestApp
        $app.FailNext($number)
        { Connect-PartnerQualification -ApplicationId $app.ClientId -RefreshToken (New-TestRefreshToken $app) @api } | Should -Throw -ErrorId "$id,*"
        $failure = $Error[0]

        $failure.Exception.ServiceCode | Should -Be "AADSTS$number"
        $failure.Exception.CorrelationId | Should -Not -BeNullOrEmpty
        $failure.ErrorDetails.RecommendedAction | Should -BeLike '*-OnRefreshTokenChanged*'
        $failure.CategoryInfo.Category | Should -Be AuthenticationError
    }

    It 'explains that the application needs its secret' {
        $app = New-TestApp 'the secret'

        { Connect-PartnerQualification -ApplicationId $app.ClientId -RefreshToken (New-TestRefreshToken $app) @api } | Should -Throw -ErrorId 'SignInApplicationIsConfidential,*'
    }

    It 'explains that the application has no secret' {
        $app = New-TestApp

        { Connect-PartnerQualification -Credential (Get-TestCredential $app 'a secret') -RefreshToken (New-TestRefreshToken $app) @api } | Should -Throw -ErrorId 'SignInApplicationIsPublic,*'
    }
}

Describe '-OnRefreshTokenChanged' {
    BeforeEach {
        $app = New-TestApp
        $script:received = [System.Collections.Generic.List[string]]::new()
        $store = { param([securestring] $token) $script:received.Add((ConvertFrom-TestSecret $token)) }
        $connection = $api + @{ ApplicationId = $app.ClientId; RefreshToken = New-TestRefreshToken $app }
    }

    AfterEach { Set-TestDials @{ faults = @() } }

    It 'is the first consent, with a device code' {
        $null = Connect-PartnerQualification -ApplicationId $app.ClientId -DeviceCode @api -OnRefreshTokenChanged $store 6>$null
        $script:received.Count | Should -Be 1

        (Connect-PartnerQualification -ApplicationId $app.ClientId -RefreshToken (ConvertTo-TestSecret $script:received[0]) @api).User | Should -Be $app.User
    }

    It 'gets every one of three renewals in later commands, each once' {
        $null = Connect-PartnerQualification @connection -OnRefreshTokenChanged $store
        foreach ($renewal in 1..3) {
            Set-TestDials @{ faults = @(@{ kind = 'status:401'; times = 1 }) }
            @(Get-PartnerValidationCode).Count | Should -Be 2
            $script:received[-1] | Should -Be $app.LatestRefreshToken
        }

        $script:received.Count | Should -Be 4
        @($script:received | Select-Object -Unique).Count | Should -Be 4
        $app.Requests('refresh_token') | Should -Be 4
    }

    It 'gets each in the middle of a pipeline of two commands' {
        $null = Connect-PartnerQualification @connection -OnRefreshTokenChanged $store

        # One request at a time in each command: so no more than two others come between a 401 and its repetition, which must not meet the next 401.
        Set-TestDials @{ faults = @(@{ kind = 'status:401'; every = 5; times = 3 }) }
        $set = Get-TestCustomerId (1..6) | Get-CustomerQualification -IncludeUnqualified -ThrottleLimit 1 | Set-CustomerQualification -Qualification StateOwnedEntity -Confirm:$false -SkipExisting -ThrottleLimit 1

        @($set).Count | Should -Be 6
        $script:received[-1] | Should -Be $app.LatestRefreshToken
        $script:received.Count | Should -BeGreaterThan 1
    }

    It 'runs in the runspace that connected, at its next command, when another one renewed' {
        $session = Connect-PartnerQualification @connection -OnRefreshTokenChanged $store
        Set-TestDials @{ faults = @(@{ kind = 'status:401'; times = 1 }) }
        $module = Get-TestModulePath
        Start-ThreadJob { Import-Module $using:module; Get-PartnerValidationCode -Session $using:session } | Receive-Job -Wait -AutoRemoveJob | Should -HaveCount 2
        $script:received.Count | Should -Be 1

        $null = Get-PartnerQualificationContext

        $script:received.Count | Should -Be 2
        $script:received[1] | Should -Be $app.LatestRefreshToken
    }

    It 'warns once and goes on when it fails by <Name>' -ForEach @(
        @{ Name = 'a throw'; Failing = { throw 'the vault is closed' } }
        @{ Name = 'an error that it only writes'; Failing = { Write-Error 'the vault is closed' } }
    ) {
        $session = Connect-PartnerQualification @connection -OnRefreshTokenChanged $failing -WarningVariable warnings -WarningAction SilentlyContinue

        @($warnings).Count | Should -Be 1
        $warnings[0] | Should -BeLike '*NOT STORED*with ''the vault is closed''.*'
        $session.IsConnected | Should -BeTrue
        @(Get-PartnerValidationCode).Count | Should -Be 2
        (Connect-PartnerQualification @connection).User | Should -Be $app.User
    }

    It 'writes nothing into the output' {
        @(Connect-PartnerQualification @connection -OnRefreshTokenChanged { 'stored' }) | Should -HaveCount 1
    }
}

Describe 'An application alone' {
    BeforeAll {
        $certificate = New-TestCertificate
        [System.IO.File]::WriteAllBytes("$TestDrive/app.pfx", $certificate.Export('Pfx', 'the password'))
        $key = [System.Security.Cryptography.X509Certificates.RSACertificateExtensions]::GetRSAPrivateKey($certificate)
        Set-Content "$TestDrive/app.pem" ($certificate.ExportCertificatePem() + "`n" + $key.ExportPkcs8PrivateKeyPem())
        $parameters = [System.Security.Cryptography.PbeParameters]::new('Aes256Cbc', 'SHA256', 1000)
        Set-Content "$TestDrive/locked.pem" ($certificate.ExportCertificatePem() + "`n" + $key.ExportEncryptedPkcs8PrivateKeyPem('the password', $parameters))
        Set-Content "$TestDrive/public.pem" $certificate.ExportCertificatePem()
        $password = ConvertTo-TestSecret 'the password'
    }

    BeforeEach {
        $app = New-TestApp
        $app.Certificate = $certificate
        $connection = $api + @{ ApplicationId = $app.ClientId; TenantId = $app.TenantId; AppOnly = $true }
    }

    It 'explains a wrong secret' {
        $app = New-TestApp 'the secret'

        { Connect-PartnerQualification -Credential (Get-TestCredential $app 'another secret') -TenantId $app.TenantId -AppOnly @api } | Should -Throw -ErrorId 'SignInSecretWrong,*'
    }

    It 'signs in with a certificate object' {
        (Connect-PartnerQualification @connection -Certificate $certificate).SignInMethod | Should -Be AppCertificate
        @(Get-PartnerValidationCode).Count | Should -Be 2
    }

    It 'signs in with a PFX file' {
        (Connect-PartnerQualification @connection -CertificatePath "$TestDrive/app.pfx" -CertificatePassword $password).Credentials | Should -Be App
    }

    It 'finds the file by a path of PowerShell' {
        (Connect-PartnerQualification @connection -CertificatePath TestDrive:/app.pem).Credentials | Should -Be App
    }

    It 'signs in with a PEM file whose key is encrypted' {
        (Connect-PartnerQualification @connection -CertificatePath "$TestDrive/locked.pem" -CertificatePassword $password).Credentials | Should -Be App
    }

    It 'signs in with the thumbprint of a certificate in a store' {
        $store = [System.Security.Cryptography.X509Certificates.X509Store]::new('My', 'CurrentUser')
        $store.Open('ReadWrite')
        $kept = [System.Security.Cryptography.X509Certificates.X509CertificateLoader]::LoadPkcs12($certificate.Export('Pfx', 'p'), 'p', 'PersistKeySet')
        try {
            $store.Add($kept)
            (Connect-PartnerQualification @connection -CertificateThumbprint $certificate.Thumbprint.ToLowerInvariant()).Credentials | Should -Be App
        }
        finally {
            $store.Remove($kept)
            $store.Dispose()
        }
    }

    It 'explains <Name>' -ForEach @(
        @{ Name = 'a wrong password'; Given = @{ CertificatePath = 'app.pfx'; CertificatePassword = 'wrong' }; Id = 'SignInCertificateUnreadable' }
        @{ Name = 'a PEM file without a key'; Given = @{ CertificatePath = 'public.pem' }; Id = 'SignInCertificateUnreadable' }
        @{ Name = 'a missing file'; Given = @{ CertificatePath = 'nowhere.pfx' }; Id = 'SignInCertificateNotFound' }
        @{ Name = 'an unknown thumbprint'; Given = @{ CertificateThumbprint = '00AA' }; Id = 'SignInCertificateNotFound' }
        @{ Name = 'two certificates'; Given = @{ CertificatePath = 'app.pem'; CertificateThumbprint = '00AA' }; Id = 'SignInParameterInvalid' }
        @{ Name = 'a password without a file'; Given = @{ CertificatePassword = 'wrong' }; Id = 'SignInParameterInvalid' }
        @{ Name = 'no certificate at all'; Given = @{}; Id = 'SignInParameterInvalid' }
    ) {
        $given = $given.Clone()
        if ($given['CertificatePath']) { $given.CertificatePath = "$TestDrive/$($given.CertificatePath)" }
        if ($given['CertificatePassword']) { $given.CertificatePassword = ConvertTo-TestSecret $given.CertificatePassword }

        { Connect-PartnerQualification @connection @given } | Should -Throw -ErrorId "$id,*"
        $app.Forms.Count | Should -Be 0
    }

    It 'explains a certificate that the application does not have' {
        { Connect-PartnerQualification @connection -Certificate (New-TestCertificate) } | Should -Throw -ErrorId 'SignInCertificateNotRegistered,*'
    }
}

Describe 'A user without multifactor authentication' {
    BeforeEach {
        $app = New-TestApp
        $app.UserDoesMfa = $false
    }

    It 'is warned at connect, with the remedy of a device code' {
        $null = Connect-PartnerQualification -ApplicationId $app.ClientId -DeviceCode @api 6>$null -WarningVariable warning -WarningAction SilentlyContinue

        $warning | Should -BeLike '*multifactor*when the sign-in asks for it*'
    }

    It 'sets nothing, with the remedy of a refresh token' {
        $null = Connect-PartnerQualification -ApplicationId $app.ClientId -RefreshToken (New-TestRefreshToken $app $false) @api -WarningAction SilentlyContinue
        { Set-CustomerQualification (Get-TestCustomerId 1) StateOwnedEntity -Confirm:$false } | Should -Throw -ErrorId 'MfaRequired,*'

        $Error[0].ErrorDetails.RecommendedAction | Should -BeLike '*stored refresh token must come from a sign-in with multifactor*'
    }

    It 'is refused by the service, with the same remedy' {
        $null = Connect-PartnerQualification -ApplicationId $app.ClientId -RefreshToken (New-TestRefreshToken $app $false) @api -WarningAction SilentlyContinue
        { Get-PartnerValidationCode } | Should -Throw -ErrorId 'MfaRequired,*'

        $Error[0].ErrorDetails.RecommendedAction | Should -BeLike '*stored refresh token must come from a sign-in with multifactor*'
    }
}

Describe 'A run that lasts longer than its access token' {
    AfterEach { Set-TestDials @{ faults = @(); latencyMs = 0 } }

    It 'renews in the middle and loses no row' {
        $app = New-TestApp
        $app.NextLifetimes(2)
        $null = Connect-PartnerQualification -ApplicationId $app.ClientId -RefreshToken (New-TestRefreshToken $app) @api
        Set-TestDials @{ latencyMs = 100 }
        $read = Get-TestCustomerId (1..25) | Get-CustomerQualification -IncludeUnqualified -ThrottleLimit 1

        $read.CustomerId | Should -Be (Get-TestCustomerId (1..25))
        $app.Requests('refresh_token') | Should -Be 2
    }

    It 'ends with the sign-in''s own words when the refresh token died meanwhile' {
        $app = New-TestApp
        $null = Connect-PartnerQualification -ApplicationId $app.ClientId -RefreshToken (New-TestRefreshToken $app) @api
        $app.FailNext(50173)
        Set-TestDials @{ faults = @(@{ kind = 'status:401'; times = 1 }) }

        { Get-PartnerValidationCode } | Should -Throw -ErrorId 'SignInRefreshTokenRevoked,*'
    }
}

Describe 'An access token' {
    It 'is asked for again from both commands of a pipeline' {
        $null = Reset-TestEmulator
        $script:asked = 0
        $null = Connect-PartnerQualification -AccessToken (Get-TestToken -Lifetime 3) @api -AccessTokenProvider { $script:asked++; Get-TestToken }
        Set-TestDials @{ latencyMs = 200 }
        $set = Get-TestCustomerId (1..20) | Get-CustomerQualification -IncludeUnqualified -ThrottleLimit 2 | Set-CustomerQualification -Qualification StateOwnedEntity -Confirm:$false -ThrottleLimit 2
        Set-TestDials @{ latencyMs = 0 }

        @($set).Count | Should -Be 20
        $script:asked | Should -Be 1
    }

    It 'is refused where it is for somebody else' {
        $text = [PartnerQualification.TokenService.TokenIssuer]::AccessToken((New-TestApp), 'https://graph.microsoft.com', 3600, $false, $true)

        { Connect-PartnerQualification -AccessToken (ConvertTo-TestSecret $text) @api } | Should -Throw '*graph.microsoft.com*' -ErrorId 'SignInTokenAudience,*'
    }
}

Describe '-Persist' {
    It 'is refused where the system has no protected store, and leaves nothing behind' -Skip:(-not $IsLinux) {
        $folder = "$TestDrive/home"
        $null = New-Item -ItemType Directory $folder
        $said = Invoke-FreshPowerShell {
            $folder, $tests = $args
            $env:HOME = $folder; $env:XDG_DATA_HOME = "$folder/data"; $env:DBUS_SESSION_BUS_ADDRESS = 'unix:path=/nowhere'
            . $tests/SignIn.ps1
            try { Connect-PartnerQualification -ApplicationId (New-TestApp).ClientId -DeviceCode -Persist } catch { $_.FullyQualifiedErrorId; "$_" }
        } $folder, $PSScriptRoot

        $said | Should -Contain 'SignInPersistenceUnavailable,PartnerQualification.PowerShell.ConnectPartnerQualificationCommand'
        "$said" | Should -BeLike '*libsecret*'
        Get-ChildItem $folder -Recurse -Force -File | Where-Object FullName -match 'SignIn' | Should -BeNullOrEmpty
    }

    It 'asks nobody the next time, until Disconnect -Forget' {
        $app = New-TestApp
        $folder = "$TestDrive/kept"
        [PartnerQualification.TokenService.ModuleSignIn]::KeepIn($cmdlets, $folder)
        $connection = $api + @{ ApplicationId = $app.ClientId; DeviceCode = $true; Persist = $true }

        $null = Connect-PartnerQualification @connection 6>$null
        @(Get-ChildItem $folder -File).Count | Should -BeGreaterThan 0
        $silent = Connect-PartnerQualification @connection 6>&1
        $silent | Should -HaveCount 1
        $silent.User | Should -Be $app.User
        $app.Requests('devicecode') | Should -Be 1

        Disconnect-PartnerQualification -Forget -Verbose 4>&1 | Should -BeLike "*$($app.ClientId)*removed*"

        $null = Connect-PartnerQualification @connection 6>$null
        $app.Requests('devicecode') | Should -Be 2
    }

    It 'has nothing to forget for a sandbox' {
        $null = Connect-PartnerQualification -Sandbox

        Disconnect-PartnerQualification -Forget -Verbose 4>&1 | Should -BeLike '*No sign-in was kept*'
        { Get-PartnerQualificationContext } | Should -Throw -ErrorId 'NotConnected,*'
    }
}

Describe 'Interactive' {
    It 'fails clearly where nobody sits before the host' {
        $said = Invoke-FreshPowerShell {
            Import-Module $args[0]
            try { Connect-PartnerQualification -ApplicationId 11111111-0000-4000-8000-000000000001 } catch { $_.FullyQualifiedErrorId; $_.ErrorDetails.RecommendedAction }
        } (Get-TestModulePath)

        $said[0] | Should -BeLike 'SignInNotInteractive,*'
        $said[1] | Should -BeLike '*-RefreshToken*-DeviceCode*'
    }

    It 'opens the browser, says what to do, and goes on from the redirect, for <Name>' -Skip:(-not $IsLinux) -ForEach @(
        @{ Name = 'a public application'; Secret = '' }
        @{ Name = 'an application with a secret'; Secret = 'the secret' }
    ) {
        # The system's browser is what xdg-open opens; this one hands the address to a job, which goes on from there.
        $bin = "$TestDrive/bin$($secret.Length)"
        $null = New-Item -ItemType Directory $bin
        mkfifo "$bin/pipe"
        Set-Content "$bin/xdg-open" "#!/bin/sh`nprintf '%s' `"`$1`" > `"$bin/pipe`""
        chmod +x "$bin/xdg-open"
        $said = Invoke-FreshPowerShell -Attended {
            $bin, $tests, $secret = $args
            . $tests/SignIn.ps1
            $env:PATH = "${bin}:$env:PATH"
            $app = New-TestApp $secret
            $user = Start-ThreadJob {
                $address = timeout 30 cat "$using:bin/pipe"
                Set-Content "$using:bin/address" $address
                ($using:platform).Authorize([uri] $address).FollowAsync([System.Threading.CancellationToken]::None).Result
            }
            $way = if ($secret) { @{ Credential = Get-TestCredential $app } } else { @{ ApplicationId = $app.ClientId } }
            $script:tokens = 0
            $output = Connect-PartnerQualification @way -Endpoint (Get-TestEmulator) -OnRefreshTokenChanged { $script:tokens++ } 6>&1
            "said: $($output[0])"
            "method: $($output[1].SignInMethod)"
            "user: $($output[1].User -eq $app.User)"
            "refresh tokens: $script:tokens"
            "codes: $(@(Get-PartnerValidationCode).Count)"
            "grant: $($app.Requests('authorization_code'))"
            "page: $($user | Receive-Job -Wait)"
        } $bin, $PSScriptRoot, $secret

        $said | Should -Contain 'method: Interactive'
        $said | Should -Contain 'user: True'
        $said | Should -Contain 'refresh tokens: 1'
        $said | Should -Contain 'codes: 2'
        $said | Should -Contain 'grant: 1'
        "$said" | Should -BeLike '*said: *A browser opens*Ctrl+C*'
        "$said" | Should -BeLike '*return to the program*'
        Get-Content "$bin/address" -Raw | Should -BeLike 'https://login.microsoftonline.com/organizations/oauth2/v2.0/authorize?*code_challenge=*'
    }
}

Describe '-Proxy' {
    It 'that refuses is explained, for signing in' {
        $said = Invoke-FreshPowerShell {
            Import-Module $args[0]
            $listener = [System.Net.Sockets.TcpListener]::new([ipaddress]::Loopback, 0)
            $listener.Start()
            $null = Start-ThreadJob {
                while ($true) {
                    $client = ($using:listener).AcceptTcpClient()
                    $answer = [Text.Encoding]::ASCII.GetBytes("HTTP/1.1 407 Proxy Authentication Required`r`nProxy-Authenticate: Basic realm=`"p`"`r`nContent-Length: 0`r`nConnection: close`r`n`r`n")
                    $null = $client.GetStream().Read([byte[]]::new(4096), 0, 4096)
                    $client.GetStream().Write($answer, 0, $answer.Length)
                    $client.Dispose()
                }
            }
            $credential = [pscredential]::new('user', (ConvertTo-SecureString 'a password' -AsPlainText -Force))
            try {
                Connect-PartnerQualification -DeviceCode -ApplicationId 11111111-0000-4000-8000-000000000002 -Proxy "http://127.0.0.1:$($listener.LocalEndpoint.Port)" -ProxyCredential $credential
            }
            catch { $_.FullyQualifiedErrorId; $_.ErrorDetails.RecommendedAction }
            [Environment]::Exit(0)
        } (Get-TestModulePath)

        $said[0] | Should -BeLike 'SignInProxyRefused,*'
        $said[1] | Should -BeLike '*-ProxyCredential*'
    }

    It 'is an address without a password in it' {
        { Connect-PartnerQualification -DeviceCode -ApplicationId x -Proxy http://user:hidden@127.0.0.1:8080 } | Should -Throw -ErrorId 'InvalidProperty,*'

        "$($Error[0])" | Should -Not -BeLike '*hidden*'
    }

    It 'belongs to its credential' {
        { Connect-PartnerQualification -DeviceCode -ApplicationId x -ProxyCredential ([pscredential]::new('u', (ConvertTo-TestSecret 'p'))) } | Should -Throw '*without Proxy*' -ErrorId 'InvalidProperty,*'
    }
}

Describe 'Secrets' {
    It 'come out nowhere: no stream, error, object, trace or file' {
        $mark = "MARK$([guid]::NewGuid().ToString('N'))"
        $folder = "$TestDrive/files"
        $null = New-Item -ItemType Directory $folder
        $said = Invoke-FreshPowerShell {
            $mark, $folder, $tests = $args
            $env:TMPDIR = $folder; $env:HOME = $folder
            . $tests/SignIn.ps1
            $api = Reset-TestEmulator
            $DebugPreference = $VerbosePreference = $InformationPreference = 'Continue'
            $everything = & {
                # An error record drags half of PowerShell along: one level less of it.
                function Show($Object) {
                    $depth = if ($Object -is [System.Management.Automation.ErrorRecord]) { 1 } else { 4 }
                    $Object | Format-List * -Force | Out-String -Width 400
                    $Object | ConvertTo-Json -Depth $depth -WarningAction Ignore
                    $Object | Export-Clixml "$folder/object.$([guid]::NewGuid()).xml" -Depth $depth
                }
                $script:kept = @()
                $store = { param($token) $script:kept += $token }
                $app = New-TestApp "$mark-secret" $mark
                $credential = Get-TestCredential $app
                $public = New-TestApp -Mark $mark
                foreach ($connection in
                    @{ Credential = $credential; RefreshToken = New-TestRefreshToken $app; OnRefreshTokenChanged = $store },
                    @{ Credential = $credential; TenantId = $app.TenantId; AppOnly = $true },
                    @{ ApplicationId = $public.ClientId; DeviceCode = $true; OnRefreshTokenChanged = $store },
                    @{ ApplicationId = $public.ClientId; RefreshToken = New-TestRefreshToken $public; OnRefreshTokenChanged = { throw 'no store' } },
                    @{ AccessToken = ConvertTo-TestSecret ([PartnerQualification.TokenService.TokenIssuer]::AccessToken($public, 'https://api.partnercenter.microsoft.com', 3600, $false, $true)) }) {
                    Show (Connect-PartnerQualification @connection @api -Debug -Verbose)
                    Set-TestDials @{ faults = @(@{ kind = 'status:401'; every = 2; times = 1 }) }
                    Show (Get-PartnerValidationCode -Debug -Verbose)
                    Show (Get-CustomerQualification (Get-TestCustomerId 1) -Debug -Verbose)
                    Show (Get-PartnerQualificationContext)
                }
                foreach ($number in 700082, 7000215, 50076, 123456) {
                    $app.FailNext($number)
                    try { Connect-PartnerQualification -Credential $credential -RefreshToken (New-TestRefreshToken $app) @api -Debug -Verbose } catch { Show $_; "$($_.Exception)" }
                }
                try { Connect-PartnerQualification -Credential (Get-TestCredential $app "$mark-wrong") -TenantId $app.TenantId -AppOnly -Debug -Verbose } catch { Show $_ }
                try { Connect-PartnerQualification -AccessToken (ConvertTo-TestSecret "$mark.no.token") -Debug -Verbose } catch { Show $_ }
                $wrong = [PartnerQualification.TokenService.TokenIssuer]::AccessToken($public, 'https://graph.microsoft.com', 3600, $false, $true)
                try { Connect-PartnerQualification -AccessToken (ConvertTo-TestSecret $wrong) -Debug -Verbose } catch { Show $_ }
                try { Connect-PartnerQualification -DeviceCode -ApplicationId x -Proxy "http://u:$mark@127.0.0.1:1" -Debug -Verbose } catch { Show $_ }
                $Error | ForEach-Object { $_.ToString(); $_.Exception.ToString(); $_.ScriptStackTrace }
            } *>&1
            $everything | ForEach-Object { "$_" }
            "kept: $($script:kept.Count)"
        } $mark, $folder, $PSScriptRoot
        # As it is, and inside a token's payload, wherever it begins there.
        $forms = @($mark) + @('', 'x', 'xx' | ForEach-Object { [Convert]::ToBase64String([Text.Encoding]::ASCII.GetBytes("$_$mark")).Substring(4, 36) })
        $output = $said -join "`n"
        $files = Get-ChildItem $folder -Recurse -File -Force

        $said | Where-Object { $_ -like 'kept:*' } | Should -Be 'kept: 4'
        $output | Should -BeLike '*Authorization: *'
        $output | Should -BeLike '*SignInRefreshTokenExpired*'
        @($files | Where-Object Name -like 'object.*').Count | Should -BeGreaterThan 20
        foreach ($form in $forms) {
            @($said | Where-Object { $_.Contains($form) }) | Should -BeNullOrEmpty
            @($files | Where-Object { [System.IO.File]::ReadAllText($_.FullName).Contains($form) }) | Should -BeNullOrEmpty
        }
    }
}
