namespace Reproducible.Torch;

public static partial class torch
{
    public static partial class nn
    {
        /// <summary>Something that makes a <typeparamref name="TResult"/> of a <typeparamref name="T"/>.</summary>
        public interface IModule<T, TResult>
        {
            TResult call(T input);
        }

        /// <summary>Something that makes a <typeparamref name="TResult"/> of two inputs.</summary>
        public interface IModule<T1, T2, TResult>
        {
            TResult call(T1 input1, T2 input2);
        }

        /// <summary>A module with one input.</summary>
        public abstract class Module<T, TResult>(string name)
            : HookableModule<Func<Module<T, TResult>, T, T>, Func<Module<T, TResult>, T, TResult, TResult>>(name), IModule<T, TResult>
        {
            /// <summary>What the module computes; hooks don't run. Callers use <see cref="call"/>.</summary>
            public abstract TResult forward(T input);

            /// <summary>Hooks, <see cref="forward"/>, hooks.</summary>
            public TResult call(T input) => HasHooks ? Hooked(input) : forward(input);

            // By itself: what the hooks close over is then made for them alone.
            private TResult Hooked(T input)
            {
                input = Before.Aggregate(input, (value, hook) => hook(this, value));
                return After.Aggregate(forward(input), (value, hook) => hook(this, input, value));
            }
        }

        /// <summary>A module with two inputs, such as a loss.</summary>
        public abstract class Module<T1, T2, TResult>(string name)
            : HookableModule<Func<Module<T1, T2, TResult>, T1, T2, (T1, T2)?>, Func<Module<T1, T2, TResult>, T1, T2, TResult, TResult>>(name),
                IModule<T1, T2, TResult>
        {
            /// <summary>What the module computes; hooks don't run. Callers use <see cref="call"/>.</summary>
            public abstract TResult forward(T1 input1, T2 input2);

            /// <summary>Hooks, <see cref="forward"/>, hooks. A pre-hook that returns null leaves the inputs as they are.</summary>
            public TResult call(T1 input1, T2 input2) => HasHooks ? Hooked(input1, input2) : forward(input1, input2);

            private TResult Hooked(T1 input1, T2 input2)
            {
                (input1, input2) = Before.Aggregate((input1, input2), (both, hook) => hook(this, both.input1, both.input2) ?? both);
                return After.Aggregate(forward(input1, input2), (value, hook) => hook(this, input1, input2, value));
            }
        }
    }
}
