namespace Reproducible.Torch;

/// <summary>How a tensor is written.</summary>
public enum TensorStringStyle
{
    /// <summary>Shape, type and device only.</summary>
    Metadata,

    /// <summary>Nested brackets as NumPy writes them: rows line by line.</summary>
    Numpy,

    /// <summary>Nested brackets on one line, with type and shape before them, as C#'s array initialisers.</summary>
    CSharp,

    /// <summary>As <see cref="Metadata"/>.</summary>
    Default = Metadata,
}
