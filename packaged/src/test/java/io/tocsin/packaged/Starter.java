package io.tocsin.packaged;

/** Makes a function as Lambda does, in a process that has only its package on the class path. */
final class Starter {
  private Starter() {}

  public static void main(String[] arguments) throws ReflectiveOperationException {
    Object function = Class.forName(arguments[0]).getConstructor().newInstance();
    System.out.println("made " + function.getClass().getName());
    System.exit(0);
  }
}
