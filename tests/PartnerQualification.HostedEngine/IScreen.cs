using System.Management.Automation;

namespace PartnerQualification.HostedEngine;

/// <summary>A window that shows what an engine writes.</summary>
public interface IScreen
{
    /// <summary>Whether it understands the escape sequences of colours.</summary>
    bool HasColours { get; }

    /// <summary>Shows text.</summary>
    /// <param name="text">The text, line ends included.</param>
    void Write(string text);

    /// <summary>Shows how far a command is, or takes that away again.</summary>
    /// <param name="progress">What the command says.</param>
    void Show(ProgressRecord progress);
}
