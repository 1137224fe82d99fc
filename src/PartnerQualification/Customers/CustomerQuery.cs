namespace PartnerQualification;

/// <summary>Which page of the partner's customers is read.</summary>
public sealed record CustomerQuery
{
    /// <summary>The token of the page before; nothing for the first page.</summary>
    public string? ContinuationToken { get; init; }

    /// <summary>How many customers a page holds at the most. Counts for the first page.</summary>
    public int PageSize { get; init; } = 500;

    /// <summary>Which customers are listed, the same for every page of a list; nothing for all.</summary>
    public CustomerFilter? Filter { get; init; }
}

/// <summary>Which of the partner's customers are listed: those of whom a text begins with a value. Letter case does not matter.</summary>
/// <param name="Field">Which text.</param>
/// <param name="Value">What it begins with.</param>
public sealed record CustomerFilter(CustomerField Field, string Value);

/// <summary>The texts by which customers can be found.</summary>
public enum CustomerField
{
    /// <summary>The company's name.</summary>
    CompanyName,

    /// <summary>The company's domain.</summary>
    Domain,
}
