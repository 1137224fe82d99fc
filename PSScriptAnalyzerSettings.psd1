@{
    Severity     = @('Error', 'Warning')
    ExcludeRules = @(
        # The scripts of this repository speak to whoever runs them.
        'PSAvoidUsingWriteHost'
        # It does not see that a script's parameter is used in the script's functions.
        'PSReviewUnusedParameter'
    )
}
