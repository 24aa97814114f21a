namespace Reproducible.Tests.Keys.Code;

/// <summary>A small program that uses what the compiler generates code for. Its variants differ from it by one replacement.</summary>
internal static class Sample
{
    public const string Text = Head + Lambdas + Iterators + Tail;

    /// <summary>The same with two groups of members the other way around.</summary>
    public const string Reordered = Head + Iterators + Lambdas + Tail;

    private const string Head = """
        using System;
        using System.Collections.Generic;
        using System.Linq;
        using System.Threading.Tasks;

        namespace Sample;

        public sealed class SettingAttribute(string name) : Attribute { public string Name => name; }
        public enum Mode { Slow = 1, Fast = 2 }
        public class Root { public virtual int Weight() => 1; }
        public class OtherRoot : Root { public override int Weight() => 2; }
        public class TooSmall : Exception;
        public class TooLarge : Exception;
        public class Box<T> { public string Kind => typeof(T).Name; }
        public interface IShape { int Area(); }
        public sealed class Square : Root, IShape
        {
            [Setting("side")] public int Side = 3;
            public int Area() => Side * 7;
        }
        public sealed class Unused { public int Area() => 12; }
        public static class Start { public static readonly int Value; static Start() { Value = 21; } }
        public static class Near { public static int Of(int n) => Far.Of(n) + 1; }
        public static class Far { public static int Of(int n) => n * 31; }
        public interface IUnit { static abstract int One(); }
        public struct Metre : IUnit { public static int One() => 900; }
        public record Part(int Stages) { public int Twice => Stages * 2; }
        public class Entry
        {
            public static int Run(int n)
            {
                // The first comment.
                var sum = Near.Of(n) + Start.Value;
                IShape shape = new Square();
                sum += shape.Area() + new Box<short>().Kind.Length + (int)Enum.Parse<Mode>("Fast");
                int[] table = [2, 3, 5, 7, 11, 13, 17, 19];
                try { sum += table[n]; } catch (TooSmall) { sum = "nothing at all".Length; }
                return sum + Captured(n) + Steps(n).Sum() + Later(n).Result + Anonymous(n) + Kept<int, Metre>(n);
            }

        """;

    private const string Lambdas = """
            private static int Captured(int n)
            {
                var factor = n + 1;
                Func<int, int> scale = x => x * factor + 100;
                Func<int, int> shift = y => y + 200;
                return scale(shift(n)) + Local(n);

                int Local(int m) => m + factor + 300;
            }

            private static int Kept<T, TUnit>(T value) where TUnit : IUnit
            {
                Func<int> code = () => value!.GetHashCode() + 1000;
                IReadOnlyList<int> few = [code(), 1100];
                return few.Count + TUnit.One();
            }

            private static int Anonymous(int n)
            {
                var pair = new { Left = n, Right = n + 400 };
                return Enumerable.Range(0, n).Select(i => new { Index = i, pair.Left }).Sum(both => both.Index + both.Left + pair.Right);
            }

        """;

    private const string Iterators = """
            private static IEnumerable<int> Steps(int n)
            {
                for (var i = 0; i < n; i++) { yield return i * 500; }
                foreach (var even in Enumerable.Range(0, n).Where(k => k % 2 == 0)) { yield return even; }
            }

            private static async Task<int> Later(int n)
            {
                var before = n + 600;
                await Task.Yield();
                return before + await Task.Run(() => before);
            }

        """;

    private const string Tail = """
        }
        """;
}
