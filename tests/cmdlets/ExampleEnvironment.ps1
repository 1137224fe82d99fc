# Dot-sourced by Examples.Tests.ps1: runs an example as a reader would, in a PowerShell of its own, in a folder of its own.

# What is there before an example begins. Whoever writes an example that needs something (a file that it names, a
# variable, a stand-in for the real sign-in) provides it here: files go into the folder, and what is returned is run
# first, in the example's own session.
function Enter-ExampleEnvironment([string] $Folder, [hashtable[]] $Example) {
    Copy-Item (Join-Path (Get-RepositoryRoot) samples/customers.csv) $Folder
    if ("$($Example.Code)" -match '\$appId') { Enter-SignIn }
    if ("$($Example.Code)" -match '\$env:PARTNER_CENTER_TOKEN') { "`$env:PARTNER_CENTER_TOKEN = '$(New-ExampleToken)'" }
}

# An application with its secret, a tenant, and a vault that holds a refresh token: what the examples of signing in name.
# A token service in memory takes the place of Microsoft's, for all runspaces of this process.
function Enter-SignIn {
    if (-not (Get-Variable exampleSignIn -Scope Script -ErrorAction Ignore)) {
        Add-Type -Path (Get-TestAssemblyPath PartnerQualification.TokenService)
        $platform = [PartnerQualification.TokenService.IdentityPlatform]::new()
        [PartnerQualification.TokenService.ModuleSignIn]::UsePlatform((Get-Command Connect-PartnerQualification).ImplementingType.Assembly, $platform)
        $script:exampleSignIn = @{
            Platform     = $platform
            Public       = $platform.Register([NullString]::Value)
            Confidential = $platform.Register('a secret for examples')
        }
    }

    $app = $exampleSignIn.Confidential
    "`$appId = '$($exampleSignIn.Public.ClientId)'; `$tenant = '$($app.TenantId)'"
    "`$appIdAndSecret = [pscredential]::new('$($app.ClientId)', (ConvertTo-SecureString '$($app.Secret)' -AsPlainText -Force))"
    "`$vault = @{ PartnerQualification = ConvertTo-SecureString '$($exampleSignIn.Platform.IssueRefreshToken($app, $true))' -AsPlainText -Force }"
    'function Get-Secret($Name) { $vault[$Name] }'
    'function Set-Secret($Name, [securestring] $SecureStringSecret) { $vault[$Name] = $SecureStringSecret }'
}

# An access token as a secret store would give it, good for an hour, and accepted by nobody.
function New-ExampleToken {
    $claims = [ordered]@{
        aud = 'https://api.partnercenter.microsoft.com'
        exp = [DateTimeOffset]::UtcNow.AddHours(1).ToUnixTimeSeconds()
        tid = '9daaeb1c-4195-4db5-9f1d-509eb70c8c2d'
        upn = 'admin@partner.example'
        scp = 'user_impersonation'
        amr = @('pwd', 'mfa')
    }
    $parts = '{"alg":"none"}', (ConvertTo-Json $claims -Compress) |
        ForEach-Object { [Convert]::ToBase64String([System.Text.Encoding]::UTF8.GetBytes($_)).TrimEnd('=').Replace('+', '-').Replace('/', '_') }
    "$($parts -join '.').none"
}

# A PowerShell of its own for examples, in a folder of its own, with what they need.
function Open-ExampleSession([hashtable[]] $Example) {
    $folder = (New-Item -ItemType Directory (Join-Path ([System.IO.Path]::GetTempPath()) "pq-example-$([guid]::NewGuid())")).FullName
    $shell = [powershell]::Create()
    $null = $shell.AddScript('Set-Location $args[0]; Import-Module $args[1]').AddArgument($folder).AddArgument((Get-TestModulePath)).Invoke()
    foreach ($script in Enter-ExampleEnvironment $folder $Example) { $shell.Commands.Clear(); $null = $shell.AddScript($script).Invoke() }
    @{ Shell = $shell; Folder = $folder }
}

function Close-ExampleSession([hashtable] $Session) {
    $Session.Shell.Runspace.Dispose()
    $Session.Shell.Dispose()
    Remove-Item $Session.Folder -Recurse -Force -ErrorAction Ignore
}

# Runs an example, for half a minute at the most. Gives what it wrote out, its errors and the files it made or changed.
function Invoke-Example([hashtable] $Session, [hashtable] $Example) {
    $shell = $Session.Shell
    $begun = Get-ChildItem $Session.Folder | ForEach-Object { "$($_.Name) $($_.Length)" }
    $shell.Commands.Clear()
    $shell.Streams.ClearStreams()
    $output = [System.Management.Automation.PSDataCollection[psobject]]::new()
    $nothing = [System.Management.Automation.PSDataCollection[psobject]]::new()
    $nothing.Complete()
    $run = $shell.AddScript($Example.Code).BeginInvoke($nothing, $output)
    if (-not $run.AsyncWaitHandle.WaitOne([timespan]::FromSeconds(30))) {
        $shell.Stop()
        throw 'The example did not end within 30 seconds.'
    }

    $failed = @($shell.Streams.Error)
    try { $null = $shell.EndInvoke($run) }
    catch { $failed += $_.Exception.InnerException.ErrorRecord }

    [pscustomobject]@{
        Output   = @($output)
        Errors   = $failed
        Warnings = @($shell.Streams.Warning)
        Files    = @(Get-ChildItem $Session.Folder -File | Where-Object { $_.Length -gt 0 -and "$($_.Name) $($_.Length)" -notin $begun } | ForEach-Object Name)
    }
}
