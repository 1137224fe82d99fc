BeforeAll {
    . $PSScriptRoot/Helpers.ps1
}

Describe 'The emulator of this run' {
    It 'listens on loopback and asks for a token' {
        $emulator = Get-TestEmulator

        $emulator.IsLoopback | Should -BeTrue
        (Invoke-WebRequest "$emulator`v1/validationcodes" -SkipHttpErrorCheck).StatusCode | Should -Be 401
    }
}
