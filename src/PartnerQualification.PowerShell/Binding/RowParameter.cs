using System.Management.Automation;

namespace PartnerQualification.PowerShell;

/// <summary>
/// A parameter whose value belongs to a row. It comes from the command line, where it holds for all rows; from a script
/// block there, which PowerShell runs for each object; or from the piped object.
/// </summary>
internal sealed class RowParameter
{
    private readonly string name;
    private readonly string? member;
    private readonly Func<string?> bound;
    private readonly string? forAll;
    private readonly bool isScriptBlock;

    /// <summary>Finds out where the value comes from. Only before the first object has come.</summary>
    /// <param name="command">The command.</param>
    /// <param name="name">The parameter's name.</param>
    /// <param name="bound">What PowerShell has bound to it.</param>
    /// <param name="member">The member of an object that stands for the value; nothing where objects cannot.</param>
    /// <exception cref="PartnerCenterException">What is given on the command line cannot be used.</exception>
    public RowParameter(PSCmdlet command, string name, Func<string?> bound, string? member = null)
    {
        this.name = name;
        this.member = member;
        this.bound = bound;
        var given = PipedValue.FromParameter(bound());
        if (given.Problem is { } problem) throw new PartnerCenterException(PartnerCenterErrorKind.InvalidProperty, CmdletMessages.ArgumentUnusable(name, problem));
        forAll = given.Text;

        // A script block is among the bound parameters from the start, as an object of PowerShell's own, and has no value yet.
        isScriptBlock = command.MyInvocation.BoundParameters.TryGetValue(name, out var argument) && PipedObject.Unwrap(argument) is not (null or string);
    }

    /// <summary>Whether the value depends on the piped object's own property.</summary>
    public bool IsFromObject => forAll is null && !isScriptBlock;

    /// <summary>The value of a row; nothing where none was given.</summary>
    /// <param name="customerId">The row's customer.</param>
    /// <param name="piped">The row's object; nothing where there is none.</param>
    /// <exception cref="PartnerCenterException">What is there is no value.</exception>
    public string? Read(string customerId, object? piped)
    {
        var value = ReadValue(piped);
        return value.Problem is { } problem
            ? throw new PartnerCenterException(PartnerCenterErrorKind.InvalidProperty, CmdletMessages.PropertyUnusable(name, customerId, problem)) { CustomerId = customerId }
            : value.Text;
    }

    /// <summary>The value of a row as it was given, usable or not; nothing where none was.</summary>
    /// <param name="piped">The row's object; nothing where there is none.</param>
    public string? Show(object? piped)
    {
        var value = ReadValue(piped);
        return value.Problem is not null && IsFromObject && piped is not null ? PipedObject.Show(piped, name) : value.Text;
    }

    /// <summary>The value of a row, or what is wrong with it.</summary>
    /// <param name="piped">The row's object; nothing where there is none.</param>
    public PipedValue ReadValue(object? piped)
    {
        if (forAll is not null) return new PipedValue(forAll, Problem: null);
        if (isScriptBlock) return PipedValue.FromParameter(bound());
        return piped is null ? default : PipedObject.Read(piped, name, member);
    }
}
