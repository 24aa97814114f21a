namespace Reproducible.Torch;

public static partial class torch
{
    public static partial class nn
    {
        /// <summary>What becomes of a loss that each element has; the numbers are libtorch's.</summary>
        public enum Reduction : long
        {
            /// <summary>It stays as it is.</summary>
            None = 0,

            /// <summary>The mean; with class weights, the weighted one.</summary>
            Mean = 1,

            Sum = 2,

            /// <summary>The sum, divided by the size of the first dimension. For <see cref="functional.kl_div"/> alone.</summary>
            BatchMean = 3,
        }
    }
}
