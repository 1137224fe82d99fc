BeforeAll {
    . $PSScriptRoot/CommonCmdlets.ps1
}

AfterAll {
    Disconnect-PartnerQualification -ErrorAction Ignore
}

Describe 'Connect-PartnerQualification -Sandbox' -Tag WindowsPowerShell {
    It 'answers as slowly as it is told to' {
        $null = Connect-PartnerQualification -Sandbox -LatencyMilliseconds 300

        (Measure-Command { Get-PartnerValidationCode }).TotalMilliseconds | Should -BeGreaterThan 290
    }
}

Describe 'What a session shows' -Tag WindowsPowerShell {
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
}
