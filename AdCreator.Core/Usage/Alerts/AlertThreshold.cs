namespace AdCreator.Core.Usage.Alerts;

/// <summary>What an alert is raised at. The numbers of the first three are percent of the limit.</summary>
public enum AlertThreshold
{
    /// <summary>Half of the limit is spent.</summary>
    Half = 50,

    /// <summary>Four fifths of the limit are spent.</summary>
    FourFifths = 80,

    /// <summary>All of it is spent, or more: a provider can answer with a dearer model than was asked for.</summary>
    Reached = 100,

    /// <summary>Not yet, but at the pace of the last days the month will end above the limit.</summary>
    Projected = 1000,
}
