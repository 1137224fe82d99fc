namespace PartnerQualification.Sandbox.Customers;

/// <summary>
/// The listed customers in the order of one of their texts, letter case ignored, so that those whose text begins with a value stand
/// side by side and are found in a few steps, however many there are. Four bytes a customer are kept.
/// </summary>
internal sealed class CustomerIndex
{
    private readonly Func<int, string?> text;
    private readonly int[] numbers;

    public CustomerIndex(int count, Func<int, string?> text)
    {
        this.text = text;
        numbers = new int[count];
        var texts = new string[count];
        for (var index = 0; index < count; index++)
        {
            numbers[index] = index + 1;
            texts[index] = text(index + 1) ?? string.Empty;
        }

        Array.Sort(texts, numbers, StringComparer.OrdinalIgnoreCase);
    }

    /// <summary>The number of the customer at a place.</summary>
    public int this[int place] => numbers[place];

    /// <summary>The places of the customers whose text begins with a value: the first, and the one after the last.</summary>
    public (int First, int End) Find(string beginning) => (Boundary(beginning, 0), Boundary(beginning, 1));

    /// <summary>The first place whose text, cut to the length of a beginning, compares with it as asked for or higher.</summary>
    private int Boundary(string beginning, int least)
    {
        var (low, high) = (0, numbers.Length);
        while (low < high)
        {
            var middle = low + ((high - low) / 2);
            if (Math.Sign(string.Compare(text(numbers[middle]) ?? string.Empty, 0, beginning, 0, beginning.Length, StringComparison.OrdinalIgnoreCase)) >= least) high = middle;
            else low = middle + 1;
        }

        return low;
    }
}
