namespace Reproducible.Torch;

public static partial class torch
{
    public static partial class optim
    {
        /// <summary>What a scheduler turns.</summary>
        public interface ILearningRateController
        {
            double LearningRate { get; set; }

            /// <summary>What schedules multiply; the learning rate that was in force when the first scheduler came.</summary>
            double InitialLearningRate { get; set; }
        }

        /// <summary>Has a momentum, which a one-cycle schedule turns too.</summary>
        public interface IMomentum
        {
            /// <summary>0 to 1; 0 is none, 0.9 is usual.</summary>
            double Momentum { get; set; }
        }

        /// <summary>Has two decay rates; a one-cycle schedule turns the first as if it were a momentum.</summary>
        public interface IBetas
        {
            /// <summary>Of the gradient's mean and of its square's, each 0 to 1.</summary>
            (double, double) Betas { get; set; }
        }
    }
}
