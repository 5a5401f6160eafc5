package io.tocsin.architecture;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaMethodCall;

/** Calls that ask the machine what time it is; those that are given a clock do not. */
final class TimeFromTheAir extends DescribedPredicate<JavaMethodCall> {

  TimeFromTheAir() {
    super("asks the machine for the time");
  }

  @Override
  public boolean test(JavaMethodCall call) {
    String owner = call.getTargetOwner().getName();
    String name = call.getName();
    boolean clock = owner.equals("java.time.Clock") && name.startsWith("system");
    boolean now =
        owner.startsWith("java.time.")
            && name.equals("now")
            && call.getTarget().getRawParameterTypes().stream()
                .noneMatch(type -> type.getName().equals("java.time.Clock"));
    boolean millis = owner.equals("java.lang.System") && name.equals("currentTimeMillis");
    return clock || now || millis;
  }
}
