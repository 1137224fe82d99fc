using System.Management.Automation.Host;

namespace PartnerQualification.HostedEngine;

/// <summary>A window of a certain size, without a keyboard and a cursor.</summary>
internal sealed class EngineRawUserInterface(int width) : PSHostRawUserInterface
{
    private const int Rows = 50;

    public override ConsoleColor BackgroundColor { get; set; } = ConsoleColor.Black;

    public override Size BufferSize { get; set; } = new(width, Rows);

    public override Coordinates CursorPosition { get; set; }

    public override int CursorSize { get; set; } = 1;

    public override ConsoleColor ForegroundColor { get; set; } = ConsoleColor.Gray;

    public override bool KeyAvailable => false;

    public override Size MaxPhysicalWindowSize => BufferSize;

    public override Size MaxWindowSize => BufferSize;

    public override Coordinates WindowPosition { get; set; }

    public override Size WindowSize { get; set; } = new(width, Rows);

    public override string WindowTitle { get; set; } = string.Empty;

    public override void FlushInputBuffer()
    {
        // There is no keyboard.
    }

    public override BufferCell[,] GetBufferContents(Rectangle rectangle) => new BufferCell[0, 0];

    public override KeyInfo ReadKey(ReadKeyOptions options) => throw new NotSupportedException("This host has no keyboard.");

    public override void ScrollBufferContents(Rectangle source, Coordinates destination, Rectangle clip, BufferCell fill)
    {
        // What was shown is kept as text, not as cells.
    }

    public override void SetBufferContents(Coordinates origin, BufferCell[,] contents)
    {
        // As above.
    }

    public override void SetBufferContents(Rectangle rectangle, BufferCell fill)
    {
        // As above.
    }
}
