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

Describe 'What ends only after all retries' -Tag WindowsPowerShell {
    BeforeAll {
        $session = Connect-TestEmulator -Dials @{ faults = @(@{ kind = 'status:503'; method = 'GET' }, @{ kind = 'reset'; method = 'POST' }) }
        Set-TestLookTimes
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
