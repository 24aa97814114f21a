namespace Reproducible.Torch;

public static partial class torch
{
    public static partial class nn
    {
        /// <summary>A module that lets others look in before and after each call.</summary>
        /// <typeparam name="TPreHook">Sees the input and returns the one to use.</typeparam>
        /// <typeparam name="TPostHook">Sees input and result and returns the result to use.</typeparam>
        public abstract class HookableModule<TPreHook, TPostHook>(string name) : Module(name)
        {
            private readonly List<HookRemover> before = [];
            private readonly List<HookRemover> after = [];

            private protected bool HasHooks => before.Count + after.Count > 0;

            /// <summary>Runs after each <c>call</c>, in the order of registration; <c>forward</c> alone runs no hook.</summary>
            public HookRemover register_forward_hook(TPostHook hook) => Add(after, hook!);

            /// <summary>Runs before each <c>call</c>, in the order of registration.</summary>
            public HookRemover register_forward_pre_hook(TPreHook hook) => Add(before, hook!);

            private protected IEnumerable<TPreHook> Before => before.ToArray().Select(hook => (TPreHook)hook.Hook);

            private protected IEnumerable<TPostHook> After => after.ToArray().Select(hook => (TPostHook)hook.Hook);

            private static HookRemover Add(List<HookRemover> hooks, object hook)
            {
                HookRemover remover = new(hooks, hook);
                hooks.Add(remover);
                return remover;
            }
        }

        /// <summary>Takes one hook away again.</summary>
        public sealed class HookRemover
        {
            private readonly List<HookRemover> hooks;

            internal HookRemover(List<HookRemover> hooks, object hook) => (this.hooks, Hook) = (hooks, hook);

            internal object Hook { get; }

            /// <summary>A second call does nothing.</summary>
            public void remove() => hooks.Remove(this);
        }
    }
}
