/** What people ask of Tocsin in person, and how it comes to be answered. */
@NullMarked
package io.tocsin.desk;

import org.jspecify.annotations.NullMarked;
