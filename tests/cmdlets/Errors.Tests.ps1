BeforeAll {
    . $PSScriptRoot/CommonCmdlets.ps1
    $module = Get-TestModulePath

    # Retries take their time: these run side by side.
    function Start-Background([string] $Command, [object] $Session) {
        $powershell = [powershell]::Create()
        $null = $powershell.AddScript("param(`$module, `$session) Import-Module `$module; $Command -Session `$session").AddArgument($module).AddArgument($Session)
        @{ PowerShell = $powershell; Running = $powershell.BeginInvoke() }
    }

    function Receive-BackgroundError([hashtable] $Background) {
        $Background.Running.AsyncWaitHandle.WaitOne(120000) | Should -BeTrue
        $Background.PowerShell.Streams.Error
    }
}

AfterAll {
    $null = Connect-TestEmulator
}

Describe 'What ends only after all retries' {
    BeforeAll {
        $session = Connect-TestEmulator -Dials @{ faults = @(@{ kind = 'status:503'; method = 'GET' }, @{ kind = 'reset'; method = 'POST' }) }
        $listener = [System.Net.Sockets.TcpListener]::new([ipaddress]::Loopback, 0)
        $listener.Start()
        $free = $listener.LocalEndpoint.Port
        $listener.Stop()
        $nowhere = Connect-PartnerQualification -AccessToken (Get-TestToken) -Endpoint "http://127.0.0.1:$free"
        $get = "Get-CustomerQualification $(Get-TestCustomerId 1)"
        $set = "Set-CustomerQualification $(Get-TestCustomerId 1) StateOwnedEntity -Confirm:`$false"
        $unavailable = Start-Background $get $session
        $unknown = Start-Background $set $session
        $unreachable = Start-Background $get $nowhere
    }

    It 'is ServiceUnavailable where the service fails' {
        $failure = Receive-BackgroundError $unavailable

        Get-ErrorId $failure | Should -Be ServiceUnavailable
        $failure[0].CategoryInfo.Category | Should -Be ResourceUnavailable
        "$($failure[0])" | Should -Match 'correlation id'
    }

    It 'is OutcomeUnknown where a request left and no answer came' {
        $failure = Receive-BackgroundError $unknown

        Get-ErrorId $failure | Should -Be OutcomeUnknown
        $failure[0].Exception.OutcomeIsKnown | Should -BeFalse
        $failure[0].ErrorDetails.RecommendedAction | Should -Match 'Get-CustomerQualification'
    }

    It 'is ConnectionFailed where nobody listens' {
        Get-ErrorId (Receive-BackgroundError $unreachable) | Should -Be ConnectionFailed
    }
}

Describe 'What the service says at once' {
    It 'is Throttled where it asks for more time than there is' {
        $null = Connect-TestEmulator -Dials @{ rate = 1; window = 'fixed'; windowSeconds = 3600 }
        $null = Get-TestCustomerId 1, 2 | Get-CustomerQualification -ThrottleLimit 1 -ErrorVariable failure -ErrorAction SilentlyContinue

        Get-ErrorId $failure | Should -Be Throttled
        $failure[0].CategoryInfo.Category | Should -Be LimitsExceeded
        $failure[0].Exception.RetryAfter.TotalMinutes | Should -BeGreaterThan 10
    }

    It 'is <id> for <what>' -ForEach @(
        @{ id = 'AccessDenied'; what = 'status 403'; fault = 'status:403' }
        @{ id = 'UnexpectedResponse'; what = 'a status nobody expects'; fault = 'status:418' }
    ) {
        $null = Connect-TestEmulator -Dials @{ faults = @(@{ kind = $fault }) }
        $null = Get-CustomerQualification (Get-TestCustomerId 1) -ErrorVariable failure -ErrorAction SilentlyContinue

        Get-ErrorId $failure | Should -Be $id
    }
}

Describe 'What would meet every customer' {
    It 'ends the command with SignInRequired at the first 401' {
        $null = Connect-TestEmulator -Dials @{ faults = @(@{ kind = 'status:401' }) }

        { Get-TestCustomerId (1..5) | Get-CustomerQualification -ThrottleLimit 1 -ErrorAction SilentlyContinue } | Should -Throw -ErrorId 'SignInRequired,*'
        (Get-TestEmulatorState).requests | Should -Be 1
    }

    It 'ends the command with MfaRequired where the service asks for it' {
        $null = Connect-TestEmulator -Kind userWithoutMfa 3>$null

        { Get-CustomerQualification (Get-TestCustomerId 1) } | Should -Throw -ErrorId 'MfaRequired,*'
    }

    It 'ends the run with SessionExpired when the token expires beyond renewal, and loses no row' {
        $null = Connect-TestEmulator -Dials @{ latencyMs = 100 }
        $session = Connect-PartnerQualification -AccessToken (Get-TestToken -Lifetime 2) -Endpoint (Get-TestEmulator)
        $emitted = [System.Collections.Generic.List[string]]::new()
        { Get-TestCustomerId (1..22) | ForEach-Object { Start-Sleep -Milliseconds 150; $_ } |
                Set-CustomerQualification -Qualification StateOwnedEntity -Confirm:$false -ThrottleLimit 2 -ErrorAction SilentlyContinue |
                ForEach-Object { $emitted.Add($_.CustomerId) } } | Should -Throw -ErrorId 'SessionExpired,*'

        $emitted.Count | Should -BeGreaterThan 0
        ((Get-TestEmulatorState).customers | Where-Object postsEffective).customerId | Sort-Object | Should -Be ($emitted | Sort-Object)
        $session.Interrupted.Count | Should -Be 0
    }
}
