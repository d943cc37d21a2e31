@NullMarked
package org.wardgate.registrar.desk;

import org.jspecify.annotations.NullMarked;
