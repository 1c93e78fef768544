namespace AdCreator.Core.Gemini;

/// <summary>What the provider's words for a blocked or missing answer mean to a person.</summary>
internal static class SafetyWords
{
    /// <summary>Whether a finish reason says that the answer was withheld.</summary>
    public static bool IsBlock(string finishReason) => finishReason is
        "SAFETY" or "RECITATION" or "LANGUAGE" or "BLOCKLIST" or "PROHIBITED_CONTENT" or "SPII"
        or "IMAGE_SAFETY" or "IMAGE_PROHIBITED_CONTENT" or "IMAGE_RECITATION" or "MODEL_ARMOR" or "JAILBREAK";

    /// <summary>A sentence or two about a reason: what it means and what to change.</summary>
    public static string Explain(string reason) => reason switch
    {
        "SAFETY" => "The model's safety rules withheld the answer. Rephrase the brief without violent, hateful, sexual or dangerous content.",
        "IMAGE_SAFETY" => "The picture that was made broke the model's safety rules and was withheld. Change the scene or the wording.",
        "PROHIBITED_CONTENT" or "IMAGE_PROHIBITED_CONTENT" => "The model never answers requests of this kind. Change what the ad shows or says.",
        "BLOCKLIST" => "The brief holds a word that the model does not accept. Choose other words.",
        "SPII" => "The answer would have held personal data and was withheld. Remove names, addresses and numbers of persons.",
        "RECITATION" or "IMAGE_RECITATION" => "The answer came too close to an existing work and was withheld. Ask for something more your own.",
        "LANGUAGE" => "The model does not support this language. Write the brief in another one.",
        "MODEL_ARMOR" or "JAILBREAK" => "The request looked like an attempt to get around the model's rules. Check pasted text for hidden instructions.",
        "NO_IMAGE" => "The model made no picture. Describe the scene more plainly, or try again.",
        "MAX_TOKENS" => "The model used up its room for output before it was done. Shorten the brief, or try again.",
        "STOP" => "The model ended without what was asked for. Try again.",
        "EMPTY" => "The model answered with nothing at all. Try again.",
        "MALFORMED_FUNCTION_CALL" or "UNEXPECTED_TOOL_CALL" or "TOO_MANY_TOOL_CALLS" => "The model used its tools wrongly. Try again.",
        _ => $"The model gave no usable answer ({reason}). Change the brief, or try again.",
    };
}
