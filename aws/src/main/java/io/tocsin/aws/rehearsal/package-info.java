/** What stands in for AWS while a function rehearses. */
@NullMarked
package io.tocsin.aws.rehearsal;

import org.jspecify.annotations.NullMarked;
