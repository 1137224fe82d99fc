using System.Globalization;

namespace PartnerQualification.PowerShell;

/// <summary>Reads the rows of -ValidationCode: what Get-PartnerValidationCode or Import-Csv gives, or the codes alone.</summary>
internal static class SandboxCodeReader
{
    private const string Parameter = "ValidationCode";

    /// <summary>Reads all rows.</summary>
    /// <exception cref="PartnerCenterException">There are none, or one cannot be used; the message names it.</exception>
    public static IReadOnlyList<ValidationCode> Read(IReadOnlyList<object?> rows)
    {
        if (rows.Count == 0) throw new PartnerCenterException(PartnerCenterErrorKind.InvalidProperty, CmdletMessages.SandboxWithoutRows(Parameter));
        var codes = new List<ValidationCode>(rows.Count);
        foreach (var input in rows)
        {
            var row = codes.Count + 1;
            var code = Read(input, row);
            if (codes.Exists(known => known.ValidationId == code.ValidationId)) throw new PartnerCenterException(PartnerCenterErrorKind.InvalidProperty, CmdletMessages.SandboxCodeTwice(row, code.ValidationId));
            codes.Add(code);
        }

        return codes;
    }

    private static ValidationCode Read(object? input, int row)
    {
        if (input is null) throw Unusable(row, nameof(ValidationCode.ValidationId), CmdletMessages.NoCode);

        // A code alone, as text or as a number.
        var bare = PipedObject.Unwrap(input) is string or ValueType ? PipedValue.Of(input) : default;
        return new ValidationCode
        {
            ValidationId = (bare.Text ?? Text(input, nameof(ValidationCode.ValidationId), row))?.Trim() ?? throw Unusable(row, nameof(ValidationCode.ValidationId), CmdletMessages.NoCode),
            OrganizationName = Text(input, nameof(ValidationCode.OrganizationName), row),
            MaxCreates = Count(input, nameof(ValidationCode.MaxCreates), row),
            RemainingCreates = Count(input, nameof(ValidationCode.RemainingCreates), row),
            ETag = Text(input, nameof(ValidationCode.ETag), row),
        };
    }

    private static int? Count(object input, string name, int row)
    {
        if (Text(input, name, row) is not { } text) return null;
        return int.TryParse(text.Trim(), NumberStyles.None, CultureInfo.InvariantCulture, out var count) ? count : throw Unusable(row, name, CmdletMessages.NotACount(text));
    }

    private static string? Text(object input, string name, int row)
    {
        var value = PipedObject.Read(input, name);
        return value.Problem is { } problem ? throw Unusable(row, name, problem) : value.Text;
    }

    private static PartnerCenterException Unusable(int row, string property, string problem) =>
        new(PartnerCenterErrorKind.InvalidProperty, CmdletMessages.SandboxRowUnusable(Parameter, row, property, problem));
}
