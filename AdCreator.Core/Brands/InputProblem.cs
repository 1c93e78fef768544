namespace AdCreator.Core.Brands;

/// <summary>One thing that keeps an input from being saved.</summary>
/// <param name="Field">Name of the input's property, such as <c>Name</c>: the page shows the message there.</param>
/// <param name="Message">What is wrong and what would be right.</param>
public sealed record InputProblem(string Field, string Message);
